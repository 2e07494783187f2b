import type {GeneratedImage, GeneratedImageItem} from 'chatkit-protocol'
import type {AgentContext} from './agent-context.ts'
import type {ResponseStreamConverter} from './response-converter.ts'

/**
 * The images of one model response while they are made: one item for each call, so that images that are made at the same time do not
 * mix. Source: openai-chatkit 1.6.5, agents.py, which has one place for all.
 */
export class ImageGenerations<Context> {
  readonly #context: AgentContext<Context>
  readonly #converter: ResponseStreamConverter
  /** By call. Null once it has ended: what comes late must not begin it again. */
  readonly #calls = new Map<string, GeneratedImageItem | null>()

  constructor(context: AgentContext<Context>, converter: ResponseStreamConverter) {
    this.#context = context
    this.#converter = converter
  }

  begin(call: string): void {
    this.#item(call)
  }

  /** @param id the model's id of the call */
  async partial(call: string, id: string, base64: string, index: number): Promise<void> {
    const item = this.#item(call)
    if (item === null) return
    const image = {id, url: await this.#converter.base64ImageToUrl(id, base64, index)}
    const progress = await this.#converter.partialImageIndexToProgress(index)
    const update = {type: 'generated_image.updated', image, progress} as const
    this.#context.stream({type: 'thread.item.updated', item_id: item.id, update})
  }

  /** The call has ended. Without a result there is no image, and its place is taken away. */
  async done(call: string, id: string, base64: string | undefined): Promise<void> {
    const item = this.#item(call)
    if (item === null) return
    this.#calls.set(call, null)
    if (base64 === undefined || base64 === '') {
      this.#context.stream({type: 'thread.item.removed', item_id: item.id})
      return
    }
    const image: GeneratedImage = {id, url: await this.#converter.base64ImageToUrl(id, base64)}
    this.#context.stream({type: 'thread.item.done', item: {...item, image}})
  }

  /** Takes away what will never be finished, and forgets the calls: the next response may use their names again. */
  finish(): void {
    for (const item of this.#calls.values()) {
      if (item !== null) this.#context.stream({type: 'thread.item.removed', item_id: item.id})
    }
    this.#calls.clear()
  }

  #item(call: string): GeneratedImageItem | null {
    const known = this.#calls.get(call)
    if (known !== undefined) return known
    const item: GeneratedImageItem = {
      type: 'generated_image',
      id: this.#context.generateId('message'),
      thread_id: this.#context.thread.id,
      created_at: new Date().toISOString(),
    }
    this.#calls.set(call, item)
    this.#context.stream({type: 'thread.item.added', item})
    return item
  }
}
