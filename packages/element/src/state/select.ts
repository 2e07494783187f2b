import type {Annotation} from 'chatkit-protocol'
import type {AssistantMessageItem, ChatState, Entry} from './types.ts'

/** A message of the reader with everything that answers it. Rows before the first message form a turn without one. */
export interface Turn {
  readonly key: string
  readonly entries: readonly Entry[]
}

export function groupTurns(entries: readonly Entry[]): readonly Turn[] {
  const turns: {key: string; entries: Entry[]}[] = []
  for (const entry of entries) {
    const last = turns[turns.length - 1]
    if (!last || entry.item.type === 'user_message') turns.push({key: entry.key, entries: [entry]})
    else last.entries.push(entry)
  }
  return turns
}

const isSame = (a: Turn, b: Turn): boolean =>
  a.key === b.key &&
  a.entries.length === b.entries.length &&
  a.entries.every((entry, index) => entry === b.entries[index])

/** Takes the earlier object for each turn that has not changed, so that only the turn that streams is painted anew. */
export function reuseTurns(before: readonly Turn[], next: readonly Turn[]): readonly Turn[] {
  const known = new Map(before.map((turn) => [turn.key, turn]))
  return next.map((turn) => {
    const earlier = known.get(turn.key)
    return earlier && isSame(earlier, turn) ? earlier : turn
  })
}

export const isRunning = (state: ChatState): boolean => state.phase === 'waiting' || state.phase === 'streaming'

/** True while text of an answer is on its way, so no other sign of life is needed. */
export function isWriting(state: ChatState): boolean {
  return state.items.some(
    (entry) =>
      !entry.done && entry.item.type === 'assistant_message' && entry.item.content.some((part) => part.text !== ''),
  )
}

/** The item that the server waits for a client tool's output of: only the newest item counts. */
export function pendingToolCall(state: ChatState) {
  const item = state.items.findLast((entry) => entry.item.type !== 'end_of_turn')?.item
  return item?.type === 'client_tool_call' && item.status !== 'completed' ? item : null
}

/**
 * The text of a message with its citations. Several parts become one text, and the citations' places move along, so that the
 * numbers run through the whole message.
 */
export function joinParts(item: AssistantMessageItem): {text: string; annotations: readonly Annotation[]} {
  const [first] = item.content
  if (first && item.content.length === 1) return {text: first.text, annotations: first.annotations ?? []}
  let text = ''
  const annotations: Annotation[] = []
  for (const part of item.content) {
    if (text !== '' && part.text !== '') text += '\n\n'
    for (const annotation of part.annotations ?? []) {
      annotations.push(annotation.index == null ? annotation : {...annotation, index: annotation.index + text.length})
    }
    text += part.text
  }
  return {text, annotations}
}
