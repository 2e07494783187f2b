import type {ChatState, RetryAct} from './types.ts'

/** What Retry would do now: answer the latest message of the reader again, or send it if the server never confirmed it. */
export function retryFor(state: Pick<ChatState, 'items'>): RetryAct | null {
  for (let index = state.items.length - 1; index >= 0; index--) {
    const entry = state.items[index]
    if (entry?.item.type !== 'user_message') continue
    return entry.local ? {kind: 'resend', key: entry.key} : {kind: 'after', itemId: entry.item.id}
  }
  return null
}
