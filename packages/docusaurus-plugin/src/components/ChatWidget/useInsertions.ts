import type {OpenAIChatKit} from '@openai/chatkit'
import {useEffect, type RefObject} from 'react'
import type {Insertion, Insertions} from './useQuestions.ts'

export interface InsertionOptions {
  element: RefObject<(Pick<OpenAIChatKit, 'hideHistory' | 'setComposerValue' | 'focusComposer'> & HTMLElement) | null>
  /** The element has taken over; before that the interim composer takes them. */
  isActive: boolean
  /** Whether the focus goes to the composer, too. */
  isFocused: boolean
  insertions: Insertions
}

/** Puts what the page asks for into the element's composer: a question after what is written there, a quote in place of another. */
export function useInsertions({element, isActive, isFocused, insertions}: InsertionOptions): void {
  const {waiting, onTaken} = insertions
  useEffect(() => {
    const target = element.current
    if (!isActive || !target || waiting.length === 0) return
    onTaken(waiting)
    // Another element's field cannot be read.
    const written = target.shadowRoot?.querySelector('textarea')?.value ?? ''
    const value = mergeInsertions({text: written, quote: ''}, waiting)
    target.hideHistory().catch(() => {})
    target
      .setComposerValue({
        ...(value.text !== written && {text: value.text}),
        ...(value.quote && {reply: value.quote}),
      })
      .then(() => (isFocused ? target.focusComposer() : undefined))
      .catch(() => {})
  }, [element, isActive, isFocused, waiting, onTaken])
}

/** What a composer holds after `insertions`. */
export function mergeInsertions(written: Insertion, insertions: readonly Insertion[]): Insertion {
  const texts = insertions.map(({text}) => text).filter(Boolean)
  return {
    text: [written.text, ...texts].filter(Boolean).join('\n'),
    quote: insertions.findLast(({quote}) => quote)?.quote ?? written.quote,
  }
}
