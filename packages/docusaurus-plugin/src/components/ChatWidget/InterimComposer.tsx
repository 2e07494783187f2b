import {
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import {ComposerChip} from './ComposerChip.tsx'
import type {PanelTexts} from './texts.ts'
import {mergeInsertions} from './useInsertions.ts'
import type {Insertions} from './useQuestions.ts'

export interface ComposerHandle {
  read(): {text: string; quote: string; selection: [start: number, end: number]; hasFocus: boolean}
  focus(): void
  whenComposed(): Promise<void>
}

export interface InterimComposerProps {
  handle: RefObject<ComposerHandle | null>
  initialText: string
  insertions: Insertions
  /** What stands above the text. */
  chip: ReactNode
  texts: PanelTexts
  /** One question can wait at a time; what is written after it stays in the field. */
  canSend: boolean
  onSend: (question: string, quote: string) => void
}

/** A field that grows with its text. Enter sends, Shift+Enter breaks the line, and an input method is left in peace. */
export function InterimComposer(props: InterimComposerProps): ReactNode {
  const {handle, initialText, insertions, chip, texts, canSend, onSend} = props
  const [{text, quote}, setWritten] = useState({text: initialText, quote: ''})
  const field = useRef<HTMLTextAreaElement>(null)
  const isComposing = useRef(false)
  const isSendable = canSend && text.trim() !== ''

  const {waiting, onTaken} = insertions
  useLayoutEffect(() => {
    if (waiting.length === 0) return
    setWritten((written) => mergeInsertions(written, waiting))
    onTaken(waiting)
  }, [waiting, onTaken])

  useImperativeHandle(
    handle,
    () => ({
      read() {
        const {value = '', selectionStart = 0, selectionEnd = 0} = field.current ?? {}
        return {
          text: value,
          quote,
          selection: [selectionStart, selectionEnd],
          hasFocus: document.activeElement === field.current,
        }
      },
      focus() {
        const end = field.current?.value.length ?? 0
        field.current?.focus()
        field.current?.setSelectionRange(end, end)
      },
      whenComposed: () =>
        new Promise((resolve) => {
          if (!isComposing.current || !field.current) resolve()
          // A turn later the composed text is in the field and the input method has let go of it.
          else field.current.addEventListener('compositionend', () => setTimeout(resolve), {once: true})
        }),
    }),
    [quote],
  )

  const send = () => {
    if (!isSendable) return
    onSend(text, quote)
    setWritten({text: '', quote: ''})
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // 229: Safari ends the composition before it reports the Enter that ended it.
    const isInputMethod = event.nativeEvent.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || isInputMethod) return
    event.preventDefault()
    send()
  }

  return (
    <form
      className="chatkit-composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {chip}
      {quote && (
        <ComposerChip
          className="chatkit-quote"
          icon="M17 6H3M21 12H8M21 18H8M3 12v6"
          removeLabel={texts.removeQuote}
          onRemove={() => {
            setWritten({text, quote: ''})
            field.current?.focus()
          }}
        >
          <span dir="auto">{quote}</span>
        </ComposerChip>
      )}
      <div className="chatkit-field" data-text={text}>
        <textarea
          ref={field}
          rows={1}
          aria-label={texts.composerLabel}
          placeholder={texts.placeholder}
          enterKeyHint="send"
          value={text}
          onChange={(event) => setWritten({text: event.target.value, quote})}
          onKeyDown={onKeyDown}
          onCompositionStart={() => (isComposing.current = true)}
          onCompositionEnd={() => (isComposing.current = false)}
        />
      </div>
      <button type="submit" className="chatkit-send" aria-label={texts.send} disabled={!isSendable}>
        <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
          <path d="M12 19V5M6 11l6-6 6 6" />
        </svg>
      </button>
    </form>
  )
}
