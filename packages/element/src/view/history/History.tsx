import {lazy} from '../../part.tsx'
import {useController} from '../scope.ts'
import {observe} from '../observe.tsx'

const HistoryPanel = lazy(async () => (await import('./HistoryPanel.tsx')).HistoryPanel)

/** The list of past chats, loaded when it is first asked for. */
export const History = observe(() => (useController().history.value.open ? <HistoryPanel /> : null))
