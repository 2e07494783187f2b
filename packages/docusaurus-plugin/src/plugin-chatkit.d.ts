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

declare module '@theme/ChatKit' {
  import type {ReactNode} from 'react'

  /** The floating button and its panel. With `mount: 'manual'`, render it once, anywhere below the router. */
  export default function ChatKit(): ReactNode
}

declare module '@chatkit/previous-root' {
  import type {ReactNode} from 'react'

  /** The Root component that was in place before the plugin's own. */
  export default function PreviousRoot(props: {children: ReactNode}): ReactNode
}
