import {useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject} from 'react'
import type {PanelTexts} from './texts.ts'

export interface ComposerHandle {
  read(): {text: string; selection: [start: number, end: number]; hasFocus: boolean}
  focus(): void
  whenComposed(): Promise<void>
}

export interface InterimComposerProps {
  handle: RefObject<ComposerHandle | null>
  initialText: string
  texts: PanelTexts
  /** One question can wait at a time; what is written after it stays in the field. */
  canSend: boolean
  onSend: (question: string) => void
}

/** A field that grows with its text. Enter sends, Shift+Enter breaks the line, and an input method is left in peace. */
export function InterimComposer({handle, initialText, texts, canSend, onSend}: InterimComposerProps): ReactNode {
  const [text, setText] = useState(initialText)
  const field = useRef<HTMLTextAreaElement>(null)
  const isComposing = useRef(false)
  const isSendable = canSend && text.trim() !== ''

  useImperativeHandle(
    handle,
    () => ({
      read() {
        const {value = '', selectionStart = 0, selectionEnd = 0} = field.current ?? {}
        return {
          text: value,
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
    [],
  )

  const send = () => {
    if (!isSendable) return
    onSend(text)
    setText('')
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
      <div className="chatkit-field" data-text={text}>
        <textarea
          ref={field}
          rows={1}
          aria-label={texts.composerLabel}
          placeholder={texts.placeholder}
          enterKeyHint="send"
          value={text}
          onChange={(event) => setText(event.target.value)}
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
