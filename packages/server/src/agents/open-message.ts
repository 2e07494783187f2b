import type {Annotation, AssistantMessageContent, ThreadItemUpdate, ThreadStreamEvent} from 'chatkit-protocol'
import {toText} from './message-content.ts'

/** An assistant message while it streams. Announces itself when it is made. */
export class OpenMessage {
  readonly id: string
  readonly #threadId: string
  readonly #send: (event: ThreadStreamEvent) => void
  readonly #parts: {text: string; annotations: Annotation[]; done: boolean}[] = []

  constructor(id: string, threadId: string, send: (event: ThreadStreamEvent) => void) {
    this.id = id
    this.#threadId = threadId
    this.#send = send
    send({type: 'thread.item.added', item: this.#item([])})
  }

  /** Begins parts up to `index`; servers that leave `content_part.added` out are made up for. */
  addPart(index: number): void {
    this.#part(index)
  }

  addText(index: number, delta: string): void {
    const part = this.#part(index)
    if (delta === '') return
    part.text += delta
    this.#update({type: 'assistant_message.content_part.text_delta', content_index: index, delta})
  }

  addAnnotation(index: number, annotation: Annotation): void {
    const {annotations} = this.#part(index)
    // A counter of our own: the model's index would leave a hole for each citation that is not shown.
    const annotationIndex = annotations.length
    annotations.push(annotation)
    this.#update({
      type: 'assistant_message.content_part.annotation_added',
      content_index: index,
      annotation_index: annotationIndex,
      annotation,
    })
  }

  /** Ends a part with the model's final text, keeping what annotations it has got (the reference drops them here). */
  finishPart(index: number, text?: string): void {
    const part = this.#part(index)
    if (part.done) return
    part.done = true
    part.text = text ?? part.text
    this.#update({type: 'assistant_message.content_part.done', content_index: index, content: toContent(part)})
  }

  /**
   * Ends the message with the model's final parts. Where they say nothing, with what has streamed: a server that sends the end without its
   * text or its annotations must not take back what the reader has seen. A refusal is said last.
   */
  done(final: readonly AssistantMessageContent[] = [], refusal = ''): void {
    if (refusal !== '') this.addText(this.#parts.findLastIndex((part) => part.text !== '') + 1, refusal)
    for (const index of this.#parts.keys()) this.finishPart(index, final[index]?.text || undefined)
    const streamed = this.#parts.map(toContent)
    const content = final.some((part) => part.text !== '') ? [...final] : streamed
    for (const [index, part] of content.entries()) {
      if (part.annotations.length === 0) content[index] = {...part, annotations: streamed[index]?.annotations ?? []}
    }
    this.#send({type: 'thread.item.done', item: this.#item(content)})
  }

  #part(index: number): {text: string; annotations: Annotation[]; done: boolean} {
    for (;;) {
      const part = this.#parts[index]
      if (part !== undefined) return part
      this.#parts.push({text: '', annotations: [], done: false})
      this.#update({
        type: 'assistant_message.content_part.added',
        content_index: this.#parts.length - 1,
        content: toText(''),
      })
    }
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

  #update(update: ThreadItemUpdate): void {
    this.#send({type: 'thread.item.updated', item_id: this.id, update})
  }
}

function toContent(part: {text: string; annotations: Annotation[]}): AssistantMessageContent {
  return {...toText(part.text), annotations: [...part.annotations]}
}
