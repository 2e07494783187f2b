import type {AssistantMessageItem, ThreadStreamEvent} from 'chatkit-protocol'

/** Follows the assistant messages of a stream, to be able to end those that a failure has left open. */
export class OpenMessages {
  readonly #open = new Map<string, AssistantMessageItem>()
  #hasEnded = false

  observe(event: ThreadStreamEvent): void {
    if (event.type === 'thread.item.added' && event.item.type === 'assistant_message')
      this.#open.set(event.item.id, structuredClone(event.item))
    if (event.type === 'thread.item.done') {
      this.#open.delete(event.item.id)
      this.#hasEnded ||= event.item.type === 'assistant_message' && isWritten(event.item)
    }
    if (event.type === 'thread.item.removed') this.#open.delete(event.item_id)
    if (event.type !== 'thread.item.updated') return
    const content = this.#open.get(event.item_id)?.content
    const {update} = event
    if (content === undefined) return
    if (update.type === 'assistant_message.content_part.added')
      content[update.content_index] = structuredClone(update.content)
    const part = 'content_index' in update ? content[update.content_index] : undefined
    if (part === undefined) return
    if (update.type === 'assistant_message.content_part.text_delta') part.text += update.delta
    if (update.type === 'assistant_message.content_part.annotation_added') part.annotations.push(update.annotation)
  }

  /** Whether something is half written. */
  get hasText(): boolean {
    return [...this.#open.values()].some(isWritten)
  }

  /** Whether a message with text has ended. */
  get hasEnded(): boolean {
    return this.#hasEnded
  }

  /** Ends what has text with the text it has, takes back what has none. */
  *end(): Generator<ThreadStreamEvent> {
    for (const item of this.#open.values()) {
      if (isWritten(item)) yield {type: 'thread.item.done', item}
      else yield {type: 'thread.item.removed', item_id: item.id}
    }
    this.#open.clear()
  }
}

function isWritten(item: AssistantMessageItem): boolean {
  return item.content.some((part) => part.text.trim() !== '')
}
