import {translate} from '@docusaurus/Translate'

/** Texts of what stands in the page rather than in the panel. */
export const pageTexts = {
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
