import {useLayoutEffect, useRef} from 'preact/hooks'
import {isRightToLeft, startsRightToLeft} from '../../i18n/index.ts'
import {composerAria} from '../aria.ts'
import {useScope} from '../scope.ts'
import {isSendKey} from './keys.ts'
import {observe} from '../observe.tsx'

/**
 * What `dir="auto"` would find. With that attribute Chromium 156 takes 20 s for a pasted megabyte, and as long for each key after
 * it; without it less than one.
 */
const directionOf = (text: string, language: string | null): 'ltr' | 'rtl' | undefined => {
  const start = text.slice(0, 500).trim()
  if (start === '') return undefined
  return isRightToLeft(start, language) || startsRightToLeft(start) ? 'rtl' : 'ltr'
}

interface FieldProps {
  placeholder: string
  disabled: boolean
}

/** The text field: as high as its text, up to eight lines, then it scrolls. */
export const Field = observe(({placeholder, disabled}: FieldProps) => {
  const {controller, composerRef} = useScope()
  const {composer, t, setText, submit} = controller
  const ref = useRef<HTMLTextAreaElement>(null)
  const {text} = composer.value
  useLayoutEffect(() => {
    const field = ref.current
    composerRef.current = field
    if (!field || globalThis.CSS?.supports?.('field-sizing', 'content')) return
    field.style.height = 'auto'
    if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight}px`
  }, [text, composerRef])
  return (
    <textarea
      ref={ref}
      class="input"
      part="input"
      rows={1}
      dir={directionOf(text, t.value.language)}
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
      {...composerAria(t.value)}
    />
  )
})
