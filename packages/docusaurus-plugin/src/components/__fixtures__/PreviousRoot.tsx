import type {ReactNode} from 'react'

/** A Root that a site already had. */
export default function PreviousRoot({children}: {children: ReactNode}): ReactNode {
  return <div data-testid="previous-root">{children}</div>
}
