import {useCallback, useLayoutEffect, useRef, useState} from 'react'

/** An object, so that the same words asked twice are two questions. */
export interface Question {
  readonly text: string
}

export interface Questions {
  /** Asked and not yet with the element, oldest first. */
  waiting: readonly Question[]
  ask: (text: string) => void
  /** The element has it. */
  onSent: (question: Question) => void
}

/** The same question again within this time (ms) is the second half of a double click. */
const DOUBLE_CLICK = 1000

/** The questions on their way to the element. `requests` only grows; each that is not blank is asked, once. */
export function useQuestions(requests: readonly string[]): Questions {
  const [waiting, setWaiting] = useState<readonly Question[]>([])
  const seen = useRef(0)
  const last = useRef({text: '', at: 0})
  const ask = useCallback((text: string) => setWaiting((questions) => [...questions, {text}]), [])
  const onSent = useCallback(
    (sent: Question) => setWaiting((questions) => questions.filter((question) => question !== sent)),
    [],
  )
  useLayoutEffect(() => {
    for (const text of requests.slice(seen.current)) {
      const at = Date.now()
      const isRepeated = text === last.current.text && at - last.current.at < DOUBLE_CLICK
      if (text && !isRepeated) ask(text)
      last.current = {text, at}
    }
    seen.current = requests.length
  }, [requests, ask])
  return {waiting, ask, onSent}
}
