import type {Annotation, AssistantMessageContent, ThreadItemUpdate, ThreadStreamEvent} from 'chatkit-protocol'

/** An assistant message while it streams: every method returns the events to send. */
export class OpenMessage {
  readonly id: string
  readonly #threadId: string
  readonly #parts: {text: string; annotations: Annotation[]; done: boolean}[] = []

  constructor(id: string, threadId: string) {
    this.id = id
    this.#threadId = threadId
  }

  /** The text of all parts so far. */
  get text(): string {
    return this.#parts.map((part) => part.text).join('')
  }

  added(): ThreadStreamEvent[] {
    return [{type: 'thread.item.added', item: this.#item([])}]
  }

  /** Begins parts up to `index`; servers that leave `content_part.added` out are made up for. */
  addPart(index: number): ThreadStreamEvent[] {
    const events: ThreadStreamEvent[] = []
    while (this.#parts.length <= index) {
      this.#parts.push({text: '', annotations: [], done: false})
      events.push(
        this.#update({
          type: 'assistant_message.content_part.added',
          content_index: this.#parts.length - 1,
          content: {type: 'output_text', text: '', annotations: []},
        }),
      )
    }
    return events
  }

  addText(index: number, delta: string): ThreadStreamEvent[] {
    const events = this.addPart(index)
    const part = this.#parts[index]
    if (part === undefined || delta === '') return events
    part.text += delta
    events.push(this.#update({type: 'assistant_message.content_part.text_delta', content_index: index, delta}))
    return events
  }

  addAnnotation(index: number, annotation: Annotation): ThreadStreamEvent[] {
    const events = this.addPart(index)
    const part = this.#parts[index]
    if (part === undefined) return events
    // A counter of our own: the model's index would leave a hole for each citation that is not shown.
    const annotationIndex = part.annotations.length
    part.annotations.push(annotation)
    events.push(
      this.#update({
        type: 'assistant_message.content_part.annotation_added',
        content_index: index,
        annotation_index: annotationIndex,
        annotation,
      }),
    )
    return events
  }

  /** Ends a part with the model's final text, keeping what annotations it has got (the reference drops them here). */
  finishPart(index: number, text?: string): ThreadStreamEvent[] {
    const events = this.addPart(index)
    const part = this.#parts[index]
    if (part === undefined || part.done) return events
    part.done = true
    part.text = text ?? part.text
    events.push(
      this.#update({type: 'assistant_message.content_part.done', content_index: index, content: toContent(part)}),
    )
    return events
  }

  /** Ends the message; `content` replaces the streamed parts when the model sent its final ones. */
  done(content?: AssistantMessageContent[]): ThreadStreamEvent[] {
    const events = this.#parts.flatMap((_, index) => this.finishPart(index))
    const final = content === undefined || content.length === 0 ? this.#parts.map(toContent) : content
    events.push({type: 'thread.item.done', item: this.#item(final)})
    return events
  }

  #item(content: AssistantMessageContent[]) {
    return {
      type: 'assistant_message' as const,
      id: this.id,
      thread_id: this.#threadId,
      created_at: new Date().toISOString(),
      content,
    }
  }

  #update(update: ThreadItemUpdate): ThreadStreamEvent {
    return {type: 'thread.item.updated', item_id: this.id, update}
  }
}

function toContent(part: {text: string; annotations: Annotation[]}): AssistantMessageContent {
  return {type: 'output_text', text: part.text, annotations: [...part.annotations]}
}
