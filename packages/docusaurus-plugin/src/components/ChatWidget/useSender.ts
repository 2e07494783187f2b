import type {OpenAIChatKit} from '@openai/chatkit'
import {useEffect, useRef, type RefObject} from 'react'
import {insist} from './insist.ts'
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
function send({text, quote}: Question, element: Sender): Promise<void> {
  return insist(element, () => {
    // The conversation, rather than the list of former ones, shows what becomes of it.
    element.hideHistory().catch(() => {})
    return element.sendUserMessage({text, ...(quote && {reply: quote})})
  })
}
