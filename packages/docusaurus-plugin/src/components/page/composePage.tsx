import {usePluginData} from '@docusaurus/useGlobalData'
import {useEffect, type ComponentType, type ReactNode} from 'react'
import type {ChatKitGlobalData} from '../../options.ts'
import {showPage} from './currentPage.ts'
import {watchSelection} from './watchSelection.ts'

/** What Docusaurus gives to each of its components that show a Markdown file. */
interface PageProps {
  content: {frontMatter?: {chat_starters?: unknown}}
}

/**
 * The page with what the assistant adds to it: its own suggested questions, and the button at a selected text. Part of the
 * chunk that shows pages, so that no other page pays for it.
 */
export function composePage<Props extends PageProps>(Previous: ComponentType<Props>): ComponentType<Props> {
  return function PageWithAssistant(props: Props): ReactNode {
    const {selection} = usePluginData('docusaurus-plugin-chatkit') as ChatKitGlobalData
    const starters = props.content.frontMatter?.chat_starters
    useEffect(() => showPage({starters}), [starters])
    useEffect(() => (selection === false ? undefined : watchSelection()), [selection])
    return <Previous {...props} />
  }
}
