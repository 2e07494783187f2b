import type {ThreadItem, UserMessageItem} from 'chatkit-protocol'
import type {Turn as Said} from '../extractive/resolve-question.ts'
import {withoutNote} from '../support/note.ts'
import {cleanText} from '../text/clean.ts'
import type {Turn} from './turn.ts'

/** Items of a conversation that are looked at. What of them a model is given is for its context to decide. */
const HISTORY = 40

export interface History {
  readonly items: ThreadItem[]
  /** Whether there is more before them. */
  readonly isCut: boolean
}

/** The newest items, oldest first, ending with the question itself. */
export async function loadHistory(turn: Turn, question: UserMessageItem): Promise<History> {
  const page = await turn.store.loadThreadItems(
    turn.thread.id,
    {limit: HISTORY, after: null, order: 'desc'},
    turn.requestContext,
  )
  const items = page.data.toReversed()
  const at = items.findLastIndex((item) => item.id === question.id)
  return {items: [...(at === -1 ? items : items.slice(0, at)), question], isCut: page.has_more}
}

/** What was said, for resolving what a question refers to. */
export function toSaid(items: readonly ThreadItem[]): Said[] {
  return items.flatMap((item): Said[] => {
    if (item.type === 'user_message') return [{role: 'user', text: textOf(item)}]
    if (item.type === 'assistant_message')
      return [{role: 'assistant', text: item.content.map((part) => withoutNote(part.text)).join(' ')}]
    return []
  })
}

/** A question as plain text. */
export function textOf(message: UserMessageItem): string {
  return cleanText(message.content.map((part) => part.text).join(' ')).trim()
}
