import {translate} from '@docusaurus/Translate'
import {usePluginData} from '@docusaurus/useGlobalData'
import type {ReactNode} from 'react'
import ChatWidget from '../../components/ChatWidget/index.tsx'
import type {ChatKitGlobalData} from '../../options.ts'

/**
 * The floating button and its panel. The button's own texts are here, as they are part of every page; all others are in
 * `@theme/ChatKit/translations` and load with the panel.
 */
export default function ChatKit(): ReactNode {
  // The plugin's options are JSON that it has validated itself.
  const options = usePluginData('docusaurus-plugin-chatkit') as ChatKitGlobalData
  const {assistantName} = options.texts
  const open = assistantName
    ? translate(
        {id: 'theme.chatkit.button.askName', message: 'Ask {name}', description: "The chat button's name"},
        {name: assistantName},
      )
    : translate({
        id: 'theme.chatkit.button.ask',
        message: 'Ask the assistant',
        description: "The chat button's name when the assistant has none",
      })
  const newAnswer = translate({
    id: 'theme.chatkit.button.newAnswer',
    message: 'New answer',
    description: "Added to the chat button's name when an answer came while the panel was closed",
  })
  const notLoaded = translate({
    id: 'theme.chatkit.button.notLoaded',
    message: 'The assistant could not be loaded. Press the button to try again.',
    description: 'Shown beside the chat button when its panel could not be loaded',
  })
  return <ChatWidget options={options} labels={{open, newAnswer, notLoaded}} />
}
