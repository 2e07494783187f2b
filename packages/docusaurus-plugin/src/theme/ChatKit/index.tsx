import {translate} from '@docusaurus/Translate'
import {usePluginData} from '@docusaurus/useGlobalData'
import type {ReactNode} from 'react'
import ChatWidget from '../../components/ChatWidget/index.tsx'
import type {ChatKitGlobalData} from '../../options.ts'

/**
 * The floating button and its panel. The button's own texts are here, as they are part of every page, with descriptions as
 * short as that asks for; all others are in `@theme/ChatKit/translations` and load with the panel.
 */
export default function ChatKit(): ReactNode {
  // The plugin's options are JSON that it has validated itself.
  const options = usePluginData('docusaurus-plugin-chatkit') as ChatKitGlobalData
  const {assistantName} = options.texts
  const open = assistantName
    ? translate(
        {id: 'theme.chatkit.button.askName', message: 'Ask {name}', description: 'Chat button'},
        {name: assistantName},
      )
    : translate({
        id: 'theme.chatkit.button.ask',
        message: 'Ask the assistant',
        description: 'Chat button of a nameless assistant',
      })
  const newAnswer = translate({
    id: 'theme.chatkit.button.newAnswer',
    message: 'New answer',
    description: 'Added to the chat button',
  })
  const notLoaded = translate({
    id: 'theme.chatkit.button.notLoaded',
    message: 'The assistant could not be loaded. Press the button to try again.',
    description: 'Beside the chat button',
  })
  return <ChatWidget options={options} labels={{open, newAnswer, notLoaded}} />
}
