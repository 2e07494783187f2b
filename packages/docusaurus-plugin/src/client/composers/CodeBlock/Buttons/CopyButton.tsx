import Previous from '@chatkit/previous/CodeBlock/Buttons/CopyButton'
import type {ReactNode} from 'react'
import {AskAboutCode} from '../../../../components/page/AskAboutCode.tsx'

/** The copy button, with the one that asks beside it. */
export default function CopyButton(props: {className?: string}): ReactNode {
  return (
    <>
      <AskAboutCode {...props} />
      <Previous {...props} />
    </>
  )
}
