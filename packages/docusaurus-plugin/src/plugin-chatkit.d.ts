/// <reference types="@docusaurus/module-type-aliases" />

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
