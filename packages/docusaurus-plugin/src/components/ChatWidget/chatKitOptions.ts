import type {ChatKitOptions, SupportedLocale} from '@openai/chatkit'
import type {ChatKitGlobalData} from '../../options.ts'
import {announceRequests} from './ownerEvents.ts'
import type {PanelTexts} from './texts.ts'
import {getApiUrl} from './useChatKitSession.ts'
import type {SiteColors} from './useSiteColors.ts'

export interface ChatKitOptionsInput {
  options: ChatKitGlobalData
  texts: PanelTexts
  colors: SiteColors
  /** The page's language tag. */
  language: string
  initialThread: string | null
  fetch: typeof fetch
  onMenu: () => void
  onClose: () => void
}

/** The widget's options as the ChatKit element wants them. */
export function createChatKitOptions(input: ChatKitOptionsInput): ChatKitOptions {
  const {options, texts, colors, language, initialThread, fetch, onMenu, onClose} = input
  const {element} = options
  return {
    api: {
      url: new URL(getApiUrl(options.backendUrl), document.baseURI).href,
      domainKey: element === 'bundled' ? 'local' : element.domainKey,
      fetch: announceRequests(fetch),
    },
    locale: toChatKitLocale(language),
    frameTitle: texts.assistantName,
    initialThread,
    theme: {
      colorScheme: colors.scheme,
      ...(colors.accent && {color: {accent: {primary: colors.accent, level: 2}}}),
    },
    header: {
      title: {text: texts.assistantName},
      leftAction: {icon: 'dots-horizontal', onClick: onMenu},
      rightAction: {icon: 'close', onClick: onClose},
    },
    history: {enabled: true, showDelete: true, showRename: true},
    startScreen: {
      greeting: texts.greeting,
      prompts: texts.starters.map(({label, prompt}) => ({label, prompt, icon: 'book-open'})),
    },
    composer: {placeholder: texts.placeholder},
    threadItemActions: {feedback: true, retry: true},
    ...(texts.privacyNote && {disclaimer: {text: texts.privacyNote}}),
  }
}

/** Chinese is named by script in Docusaurus and by region in ChatKit. */
const BY_SCRIPT: {[tag: string]: SupportedLocale} = {'zh-hans': 'zh-CN', 'zh-hant': 'zh-TW'}

/** The page's language for ChatKit, which answers one that it does not know with English. */
export function toChatKitLocale(language: string): SupportedLocale {
  const byScript = BY_SCRIPT[language.toLowerCase().split('-').slice(0, 2).join('-')]
  // English is listed without regions; any other tag is resolved, or not, by the element.
  return byScript ?? (/^en\b/i.test(language) ? 'en' : (language as SupportedLocale))
}
