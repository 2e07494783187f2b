import type {TransportMessages} from 'chatkit-transport'
import type {ConfiguredTexts, ConsentOption, Starter} from '../../options.ts'

/** Every text of the panel. */
export interface PanelTexts {
  assistantName: string
  greeting: string
  placeholder: string
  privacyNote: string | false
  starters: Starter[]
  close: string
  composerLabel: string
  send: string
  removeQuote: string
  /** Before the name of the page or heading that travels with a question. */
  askingAbout: string
  leavePageOut: string
  /** A suggested question about a heading of the page. */
  about: (heading: string) => string
  more: string
  dock: string
  undock: string
  resize: string
  hide: string
  show: string
  youSaid: string
  connecting: string
  reconnecting: string
  /** Tells which question is asked when the running answer is over. */
  next: (question: string) => string
  /** A cited page that this site no longer has. */
  pageGone: string
  tryAgain: string
  notLoaded: string
  failed: string
  transport: TransportMessages
  consent: ConsentTexts
}

/** What the reader is asked before anything is sent. */
export interface ConsentTexts extends Required<Pick<ConsentOption, 'text' | 'accept' | 'decline'>> {
  /** For a link to which the owner has given no name. */
  policyLabel: string
  policy?: NonNullable<ConsentOption['policy']>
}

/** The theme's texts with the owner's own in their place. */
export function configureTexts(texts: PanelTexts, configured: ConfiguredTexts): PanelTexts {
  return {...texts, ...configured, consent: {...texts.consent, ...configured.consent}}
}
