import {useImperativeHandle, useRef, type ReactNode, type RefObject} from 'react'
import {AskedQuestions} from './AskedQuestions.tsx'
import {InterimComposer, type ComposerHandle} from './InterimComposer.tsx'
import {PanelHeader} from './PanelHeader.tsx'
import type {PanelTexts} from './texts.ts'
import type {Insertions, Question, Questions} from './useQuestions.ts'

/** What the reader has written before the element was there. */
export interface Draft {
  text: string
  /** A passage that it is about, or ''. */
  quote: string
  /** The first question that was asked already, and waits for the element. */
  pending: Question | null
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
  questions: Questions
  insertions: Insertions
  /** What stands above the text in the composer. */
  chip: ReactNode
  texts: PanelTexts
  notice: ReactNode
  /** The element is on its way. */
  isBusy: boolean
  onMenu: () => void
  onClose: () => void
}

/** Looks like the element and takes text until the element is there. */
export function InterimChat(props: InterimChatProps): ReactNode {
  const {handle, initialText, questions, insertions, chip, texts, notice, isBusy, onMenu, onClose} = props
  const {waiting, ask} = questions
  const pending = waiting[0] ?? null
  const composer = useRef<ComposerHandle>(null)

  useImperativeHandle(
    handle,
    () => ({
      read: () => ({
        ...(composer.current?.read() ?? {text: '', quote: '', selection: [0, 0], hasFocus: false}),
        pending,
      }),
      focus: () => composer.current?.focus(),
      whenComposed: () => composer.current?.whenComposed() ?? Promise.resolve(),
    }),
    [pending],
  )

  return (
    <div className="chatkit-interim">
      <PanelHeader texts={texts} onMenu={onMenu} onClose={onClose} />
      <div className="chatkit-body">
        {pending === null ? (
          <Start texts={texts} onAsk={ask} />
        ) : (
          <>
            <AskedQuestions questions={waiting.map(({text}) => text)} label={texts.youSaid} />
            <p className="chatkit-status" role="status">
              {isBusy && texts.connecting}
            </p>
          </>
        )}
      </div>
      {notice}
      <div className="chatkit-foot">
        <InterimComposer
          handle={composer}
          initialText={initialText}
          insertions={insertions}
          chip={chip}
          texts={texts}
          canSend={pending === null}
          onSend={ask}
        />
        {texts.privacyNote && <p className="chatkit-privacy">{texts.privacyNote}</p>}
      </div>
    </div>
  )
}

function Start({texts, onAsk}: {texts: PanelTexts; onAsk: (question: string) => void}): ReactNode {
  return (
    <div className="chatkit-start">
      <p className="chatkit-greeting">{texts.greeting}</p>
      {texts.starters.length > 0 && (
        <div className="chatkit-starters">
          {texts.starters.map(({label, prompt}) => (
            <button key={label} type="button" className="chatkit-starter" onClick={() => onAsk(prompt)}>
              <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
                <path d="M12 7v14M3 18a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h5a4 4 0 0 1 4 4 4 4 0 0 1 4-4h5a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-6a3 3 0 0 0-3 3 3 3 0 0 0-3-3z" />
              </svg>
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
