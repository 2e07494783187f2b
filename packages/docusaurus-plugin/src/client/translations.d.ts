declare module '@theme/ChatKit/translations' {
  import type {PanelTexts} from '../components/ChatWidget/texts.ts'

  export function getPanelTexts(): PanelTexts
}
