declare module '@theme/ChatKit/translations' {
  import type {PanelTexts} from '../components/ChatWidget/texts.ts'

  export function getPanelTexts(): PanelTexts
}

declare module '@theme/ChatKit/pageTexts' {
  export {pageTexts} from '../theme/ChatKit/pageTexts.ts'
}
