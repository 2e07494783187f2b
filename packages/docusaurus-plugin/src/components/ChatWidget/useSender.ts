import type {OpenAIChatKit} from '@openai/chatkit'
import {useEffect, useRef, type RefObject} from 'react'
import type {Question, Questions} from './useQuestions.ts'

export type Sender = Pick<OpenAIChatKit, 'hideHistory' | 'sendUserMessage'> & EventTarget

export interface SenderOptions {
  element: RefObject<Sender | null>
  /** The element has taken over; before that the hand-over sends. */
  isActive: boolean
  questions: Questions
}

/** Sends what waits, one question after the other, each once. */
export function useSender({element, isActive, questions}: SenderOptions): void {
  const {waiting, onSent} = questions
  const current = useRef<Question>(undefined)

  useEffect(() => {
    const [question] = waiting
    if (!isActive || !question || question === current.current || !element.current) return
    current.current = question
    void send(question, element.current).then(() => onSent(question))
  }, [element, isActive, waiting, onSent])
}

/** Resolves when the message is on its way, which an element may put off until the running answer is over. */
async function send({text, quote}: Question, element: Sender): Promise<void> {
  for (;;) {
    try {
      // The conversation, rather than the list of former ones, shows what becomes of it.
      element.hideHistory().catch(() => {})
      await element.sendUserMessage({text, ...(quote && {reply: quote})})
      return
    } catch {
      await untilIdle(element)
    }
  }
}

/** An element may refuse while it loads a thread or streams an answer. */
function untilIdle(element: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const events = ['chatkit.thread.load.end', 'chatkit.response.end']
    const onIdle = () => {
      for (const type of events) element.removeEventListener(type, onIdle)
      resolve()
    }
    for (const type of events) element.addEventListener(type, onIdle)
  })
}
