import {useLayoutEffect, useRef} from 'preact/hooks'
import {composerAria} from '../aria.ts'
import {useScope} from '../scope.ts'
import {isSendKey} from './keys.ts'
import {observe} from '../observe.tsx'

/** Beyond so many characters the height is fixed: to measure a pasted megabyte on every key holds Chromium up for seconds. */
const LONG_TEXT = 20_000

interface FieldProps {
  placeholder: string
  disabled: boolean
  /** Id of the line that says what will happen to the text, if there is one. */
  hint: string | null
}

/** The text field: as high as its text, up to eight lines, then it scrolls. */
export const Field = observe(({placeholder, disabled, hint}: FieldProps) => {
  const {controller, composerRef} = useScope()
  const {composer, t, setText, submit} = controller
  const ref = useRef<HTMLTextAreaElement>(null)
  const {text} = composer.value
  const long = text.length > LONG_TEXT
  useLayoutEffect(() => {
    const field = ref.current
    composerRef.current = field
    if (!field || globalThis.CSS?.supports?.('field-sizing', 'content')) return
    field.style.height = long ? '' : 'auto'
    if (!long && field.scrollHeight > 0) field.style.height = `${field.scrollHeight}px`
  }, [text, long, composerRef])
  return (
    <textarea
      ref={ref}
      class="input"
      part="input"
      rows={1}
      data-long={long}
      dir="auto"
      value={text}
      placeholder={placeholder}
      disabled={disabled}
      enterkeyhint="send"
      autocomplete="off"
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (!isSendKey(event)) return
        event.preventDefault()
        submit()
      }}
      {...composerAria(t.value, {hint, invalid: false})}
    />
  )
})
