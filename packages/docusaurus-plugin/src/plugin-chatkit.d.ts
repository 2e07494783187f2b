/// <reference types="@docusaurus/module-type-aliases" />

/** Dispatched on `window` to open the assistant; cancelled by it, so an event that is not cancelled found none. */
interface WindowEventMap {
  'chatkit:open': CustomEvent<{
    /** Asked at once, as it stands. Without one, or with a blank one, the composer gets the focus. */
    question?: string
    /** A passage that the question is about, at most 2,000 characters. Without a question it waits in the composer for one. */
    quote?: string
    /** False puts the question into the composer instead of asking it. */
    send?: boolean
  } | null>
}

/** Dispatched on `document`, for a page that shows what the assistant does or counts it. None holds a word of the conversation. */
interface DocumentEventMap {
  /** The widget's state, with each change of it, from the first time that the panel opens. */
  'chatkit-widget:state': CustomEvent<{
    isOpen: boolean
    /** The element has taken over. */
    isInitialized: boolean
    /** A session is being created. */
    isConnecting: boolean
    /** An answer is arriving. */
    isLoading: boolean
    error: {
      /** A sentence for the reader, in the page's language. */
      message: string
      type: 'network' | 'backend' | 'session' | 'unknown'
      /** Whether another try makes sense. */
      retryable: boolean
      /** Epoch milliseconds. */
      timestamp: number
    } | null
    /** Automatic attempts to load the element since something last worked. Requests that are repeated are not counted. */
    retryCount: number
  }>
  'chatkit-widget:open': CustomEvent<null>
  'chatkit-widget:close': CustomEvent<null>
  /** The reader was asked whether anything may be sent, and has answered. */
  'chatkit-widget:consent': CustomEvent<{isGiven: boolean}>
  /** A question was sent. */
  'chatkit-widget:ask': CustomEvent<{
    /** It begins a conversation. */
    isFirst: boolean
  }>
  /** An answer has ended. */
  'chatkit-widget:answer': CustomEvent<{
    /** False when an error ended it. */
    isComplete: boolean
  }>
  /** A citation of a page of this site was followed in this tab. */
  'chatkit-widget:citation': CustomEvent<{url: string}>
  /** An answer was rated. */
  'chatkit-widget:feedback': CustomEvent<{kind: 'positive' | 'negative'}>
  'chatkit-widget:error': CustomEvent<{type: 'network' | 'backend' | 'session' | 'unknown'}>
}

declare module '@theme/ChatKit' {
  import type {ReactNode} from 'react'

  /** The floating button and its panel. With `mount: 'manual'`, render it once, anywhere below the router. */
  export default function ChatKit(): ReactNode
}

declare module '@theme/ChatKit/openChat' {
  /** What the assistant opens with. */
  export type OpenChatRequest = NonNullable<WindowEventMap['chatkit:open']['detail']>

  /**
   * Opens the assistant, from anywhere in a page.
   *
   * @returns false if there is no assistant, or not yet: do then what the page would do without it, such as following a link.
   */
  export function openChat(request?: OpenChatRequest): boolean

  /**
   * For the `popovertarget` of a button of yours that opens the assistant: with it a press is not lost before any script runs. Take
   * the attribute away once one does.
   */
  export const PRESSED_ID: string
}

declare module '@theme/AskChat' {
  import type {ReactNode} from 'react'

  export interface AskChatProps {
    question: string
    /** False puts the question into the composer instead of asking it. */
    send?: boolean
    className?: string
    /** What the link says. Default: the question. */
    children?: ReactNode
  }

  /** A question as a link in a text. MDX files have it without an import. */
  export default function AskChat(props: AskChatProps): ReactNode
}

declare module '@theme/NavbarItem/ChatKitNavbarItem' {
  import type {ReactNode} from 'react'

  export interface ChatKitNavbarItemProps {
    label?: string
    className?: string
    /** Stands in the sidebar of a narrow window. */
    mobile?: boolean
    /** Stands in a dropdown. */
    isDropdownItem?: boolean
    /** Closes that sidebar. */
    onClick?: () => void
  }

  /** The navbar's item of `type: 'custom-chatKit'`. */
  export default function ChatKitNavbarItem(props: ChatKitNavbarItemProps): ReactNode
}
