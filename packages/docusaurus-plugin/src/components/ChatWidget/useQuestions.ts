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

/** The questions on their way to the element. `requests` only grows; each that is not blank is asked, once. */
export function useQuestions(requests: readonly string[]): Questions {
  const [waiting, setWaiting] = useState<readonly Question[]>([])
  const seen = useRef(0)
  const ask = useCallback((text: string) => setWaiting((questions) => [...questions, {text}]), [])
  const onSent = useCallback(
    (sent: Question) => setWaiting((questions) => questions.filter((question) => question !== sent)),
    [],
  )
  useLayoutEffect(() => {
    for (const request of requests.slice(seen.current)) if (request) ask(request)
    seen.current = requests.length
  }, [requests, ask])
  return {waiting, ask, onSent}
}
