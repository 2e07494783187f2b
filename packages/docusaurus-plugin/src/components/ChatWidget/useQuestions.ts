import {useCallback, useState} from 'react'
import type {OpenRequest} from './requests.ts'
import {useNewRequests} from './useNewRequests.ts'

/** An object, so that the same words asked twice are two questions. */
export interface Question {
  readonly text: string
  /** A passage that it is about, or ''. */
  readonly quote: string
}

export interface Questions {
  /** Asked and not yet with the element, oldest first. */
  waiting: readonly Question[]
  ask: (text: string, quote?: string) => void
  /** The element has it. */
  onSent: (question: Question) => void
}

/** What goes into the composer, to be sent by the reader. */
export type Insertion = Question

export interface Insertions {
  /** Not yet in a composer, oldest first. */
  waiting: readonly Insertion[]
  /** They are in a composer now. */
  onTaken: (taken: readonly Insertion[]) => void
}

/** The questions on their way to the element, and what the page puts into the composer. `requests` only grows; each is seen once. */
export function useQuestions(requests: readonly unknown[]): {questions: Questions; insertions: Insertions} {
  const [waiting, setWaiting] = useState<readonly Question[]>([])
  const [inserted, setInserted] = useState<readonly Insertion[]>([])
  const ask = useCallback((text: string, quote = '') => setWaiting((former) => [...former, {text, quote}]), [])
  const onSent = useCallback((sent: Question) => setWaiting((former) => former.filter((one) => one !== sent)), [])
  const onTaken = useCallback(
    (taken: readonly Insertion[]) => setInserted((former) => former.filter((one) => !taken.includes(one))),
    [],
  )
  const onRequest = useCallback(
    ({question: text, quote, send}: OpenRequest) => {
      if (send && text) ask(text, quote)
      else if (text || quote) setInserted((former) => [...former, {text, quote}])
    },
    [ask],
  )
  useNewRequests(requests, onRequest)
  return {questions: {waiting, ask, onSent}, insertions: {waiting: inserted, onTaken}}
}
