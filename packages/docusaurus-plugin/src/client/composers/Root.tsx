import PreviousRoot from '@chatkit/previous/Root'
import ChatKit from '@theme/ChatKit'
import type {ReactNode} from 'react'

/**
 * Stands in for `@theme/Root`: whatever Root was there before, with the widget inside it. The Root is the one component
 * that navigation never unmounts, so an answer goes on while the reader turns pages.
 */
export default function RootComposer({children}: {children: ReactNode}): ReactNode {
  return (
    <PreviousRoot>
      {children}
      <ChatKit />
    </PreviousRoot>
  )
}
