import {createContext} from 'preact'
import {createTranslate} from './translate.ts'

/** The texts for components that are used outside of a chat too; there they are English. */
export const TranslateContext = createContext(createTranslate())
