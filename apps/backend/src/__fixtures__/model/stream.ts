import type {Annotation, ThreadItem, ThreadStreamEvent} from 'chatkit-protocol'
import type {Reader} from '../backend.ts'

/** No id twice, nothing left open, and what streamed is what is kept. */
export function expectSoundStream(events: ThreadStreamEvent[]): void {
  const added = events.flatMap((event) => (event.type === 'thread.item.added' ? [event.item.id] : []))
  const ended = events.flatMap((event) => {
    if (event.type === 'thread.item.removed') return [event.item_id]
    return event.type === 'thread.item.done' && event.item.type !== 'user_message' ? [event.item.id] : []
  })
  expect(new Set(added).size).toBe(added.length)
  expect(ended.toSorted()).toEqual(added.toSorted())
  // A reply that was not streamed comes whole.
  for (const {id, text} of answersOf(events)) expect(['', text]).toContain(streamedText(events, id))
}

export interface Answer {
  readonly id: string
  readonly text: string
  readonly annotations: readonly Annotation[]
  readonly urls: string[]
}

export function answersOf(events: ThreadStreamEvent[]): Answer[] {
  return shownItems(events).flatMap((item): Answer[] => {
    if (item.type !== 'assistant_message') return []
    const annotations = item.content.flatMap((part) => part.annotations)
    return [
      {
        id: item.id,
        text: item.content.map((part) => part.text).join(''),
        annotations,
        urls: annotations.map(({source}) => (source.type === 'url' ? source.url : '')),
      },
    ]
  })
}

function streamedText(events: ThreadStreamEvent[], id: string): string {
  return events
    .map((event) => {
      if (event.type !== 'thread.item.updated' || event.item_id !== id) return ''
      return event.update.type === 'assistant_message.content_part.text_delta' ? event.update.delta : ''
    })
    .join('')
}

export function shownItems(events: ThreadStreamEvent[]): ThreadItem[] {
  return events.flatMap((event) => (event.type === 'thread.item.done' ? [event.item] : []))
}

export async function loadItems(reader: Reader): Promise<ThreadItem[]> {
  const params = {thread_id: reader.threadId, limit: 50, order: 'asc'}
  const response = await reader.send({type: 'items.list', params})
  const {data} = (await response.json()) as {data: ThreadItem[]}
  return data
}
