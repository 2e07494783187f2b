import type {AskChatProps} from '@theme/AskChat'
import {openChat} from '@theme/ChatKit/openChat'
import type {MouseEvent, ReactNode} from 'react'

/** A question as a link in a text. It works before its script is there, and in a new tab: the question is in its address. */
export default function AskChat({question, send, className, children}: AskChatProps): ReactNode {
  const ask = (event: MouseEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (isPlain && openChat({question, ...(send !== undefined && {send})})) event.preventDefault()
  }
  return (
    // No page of its own for a search engine.
    <a href={`?ask=${encodeURIComponent(question)}`} rel="nofollow" className={className} onClick={ask}>
      {children ?? question}
    </a>
  )
}
