import type {OpenAIChatKit} from '@openai/chatkit'
import {useEffect, useRef, type RefObject} from 'react'
import {insist} from './insist.ts'
import type {Insertion, Insertions} from './useQuestions.ts'

type Target = Pick<OpenAIChatKit, 'hideHistory' | 'setComposerValue' | 'focusComposer'> & HTMLElement

export interface InsertionOptions {
  element: RefObject<Target | null>
  /** The element has taken over; before that the interim composer takes them. */
  isActive: boolean
  /** Whether the focus goes to the composer, too. */
  isFocused: boolean
  insertions: Insertions
}

/** Puts what the page asks for into the element's composer: a question after what is written there, a quote in place of another. */
export function useInsertions({element, isActive, isFocused, insertions}: InsertionOptions): void {
  const {waiting, onTaken} = insertions
  const isInserting = useRef(false)
  useEffect(() => {
    const target = element.current
    if (!isActive || !target || waiting.length === 0 || isInserting.current) return
    isInserting.current = true
    void insert(waiting, target).then(() => {
      isInserting.current = false
      onTaken(waiting)
      if (isFocused) target.focusComposer().catch(() => {})
    })
  }, [element, isActive, isFocused, waiting, onTaken])
}

/** Resolves when they are in the composer, which an element may put off until the running answer is over. */
function insert(waiting: readonly Insertion[], target: Target): Promise<void> {
  return insist(target, () => {
    // Another element's field cannot be read.
    const written = target.shadowRoot?.querySelector('textarea')?.value ?? ''
    const value = mergeInsertions({text: written, quote: ''}, waiting)
    target.hideHistory().catch(() => {})
    return target.setComposerValue({
      ...(value.text !== written && {text: value.text}),
      ...(value.quote && {reply: value.quote}),
    })
  })
}

/** What a composer holds after `insertions`. */
export function mergeInsertions(written: Insertion, insertions: readonly Insertion[]): Insertion {
  const texts = insertions.map(({text}) => text).filter(Boolean)
  return {
    text: [written.text, ...texts].filter(Boolean).join('\n'),
    quote: insertions.findLast(({quote}) => quote)?.quote ?? written.quote,
  }
}
