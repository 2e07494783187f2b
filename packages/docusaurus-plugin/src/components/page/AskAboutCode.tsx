import {openChat} from '@theme/ChatKit/openChat'
import {pageTexts} from '@theme/ChatKit/pageTexts'
import Button from '@theme/CodeBlock/Buttons/Button'
import type {MouseEvent, ReactNode} from 'react'

/** The button beside Docusaurus' own at a code block. Puts the code as a quote into the composer. */
export function AskAboutCode({className}: {className?: string}): ReactNode {
  const label = pageTexts.askCode()
  return (
    <Button
      className={className}
      aria-label={label}
      title={label}
      onClick={(event) => openChat({quote: readCode(event)})}
    >
      <svg
        viewBox="0 0 24 24"
        width="18"
        height="18"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d="M21 12a8 8 0 0 1-8 8H4l1.6-3.2A8 8 0 1 1 21 12Z" />
      </svg>
    </Button>
  )
}

function readCode({currentTarget}: MouseEvent): string {
  const code = currentTarget.closest('.theme-code-block')?.querySelector('pre code')
  const lines = Array.from(code?.querySelectorAll('.token-line') ?? [])
  // Line numbers are generated content; an empty line has a line break for its text.
  return lines.length > 0
    ? lines.map(({textContent}) => textContent.replace(/\n$/, '')).join('\n')
    : (code?.textContent ?? '')
}
