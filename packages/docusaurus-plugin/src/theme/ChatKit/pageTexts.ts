import {translate} from '@docusaurus/Translate'

/** Texts of what stands in the page rather than in the panel. */
export const pageTexts = {
  /** As the chat button says it. */
  ask: (name: string | undefined) =>
    name
      ? translate({id: 'theme.chatkit.button.askName', message: 'Ask {name}', description: 'Chat button'}, {name})
      : translate({
          id: 'theme.chatkit.button.ask',
          message: 'Ask the assistant',
          description: 'Chat button of a nameless assistant',
        }),
  askSelection: () =>
    translate({
      id: 'theme.chatkit.askSelection',
      message: 'Ask about this',
      description: 'The button at a selected text',
    }),
  askCode: () =>
    translate({
      id: 'theme.chatkit.askCode',
      message: 'Ask about this code',
      description: 'The button at a code block',
    }),
}
