import {useImperativeHandle, useRef, useState, type ReactNode, type RefObject} from 'react'
import {InterimComposer, type ComposerHandle} from './InterimComposer.tsx'
import type {PanelTexts} from './texts.ts'

/** What the reader has written before the element was there. */
export interface Draft {
  text: string
  /** A question that was sent already, and waits for the element. */
  pending: string | null
  /** Caret or selection in `text`. */
  selection: [start: number, end: number]
  hasFocus: boolean
}

export interface DraftHandle {
  read(): Draft
  focus(): void
  /** Resolves when no input method is in the middle of a word. */
  whenComposed(): Promise<void>
}

export interface InterimChatProps {
  handle: RefObject<DraftHandle | null>
  initialText: string
  texts: PanelTexts
  notice: ReactNode
  /** The element is on its way. */
  isBusy: boolean
  onClose: () => void
}

/** Looks like the element and takes text until the element is there. */
export function InterimChat({handle, initialText, texts, notice, isBusy, onClose}: InterimChatProps): ReactNode {
  const [pending, setPending] = useState<string | null>(null)
  const composer = useRef<ComposerHandle>(null)

  useImperativeHandle(
    handle,
    () => ({
      read: () => ({...(composer.current?.read() ?? {text: '', selection: [0, 0], hasFocus: false}), pending}),
      focus: () => composer.current?.focus(),
      whenComposed: () => composer.current?.whenComposed() ?? Promise.resolve(),
    }),
    [pending],
  )

  return (
    <div className="chatkit-interim">
      <header className="chatkit-header">
        <span className="chatkit-title">{texts.assistantName}</span>
        <button type="button" className="chatkit-close" aria-label={texts.close} onClick={onClose}>
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path d="M6 6l12 12M18 6 6 18" />
          </svg>
        </button>
      </header>
      <div className="chatkit-body">
        {pending === null ? (
          <Start texts={texts} onAsk={setPending} />
        ) : (
          <>
            <p className="chatkit-question" aria-label={texts.youSaid}>
              {pending}
            </p>
            <p className="chatkit-status" role="status">
              {isBusy && texts.connecting}
            </p>
          </>
        )}
      </div>
      {notice}
      <InterimComposer
        handle={composer}
        initialText={initialText}
        texts={texts}
        canSend={pending === null}
        onSend={setPending}
      />
      {texts.privacyNote && <p className="chatkit-privacy">{texts.privacyNote}</p>}
    </div>
  )
}

function Start({texts, onAsk}: {texts: PanelTexts; onAsk: (question: string) => void}): ReactNode {
  return (
    <div className="chatkit-start">
      <p className="chatkit-greeting">{texts.greeting}</p>
      {texts.starters.map(({label, prompt}) => (
        <button key={label} type="button" className="chatkit-starter" onClick={() => onAsk(prompt)}>
          {label}
        </button>
      ))}
    </div>
  )
}
