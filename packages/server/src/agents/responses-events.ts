import type {AgentContext} from './agent-context.ts'
import {toAnnotation} from './annotations.ts'
import {ImageGenerations} from './image-generations.ts'
import {toMessageContent} from './message-content.ts'
import type {Messages} from './messages.ts'
import type {OpenMessage} from './open-message.ts'
import {isRecord, readArray, readIndex, readString} from './read.ts'
import {ReasoningWorkflow} from './reasoning-workflow.ts'
import type {ResponseStreamConverter} from './response-converter.ts'

type Fields = Record<string, unknown>

/** Maps the raw events of the Responses API. Source: openai-chatkit 1.6.5, agents.py `stream_agent_response`. */
export class ResponsesEvents<Context> {
  readonly #converter: ResponseStreamConverter
  readonly #messages: Messages<Context>
  readonly #reasoning: ReasoningWorkflow<Context>
  readonly #images: ImageGenerations<Context>
  /**
   * By the model's item id, or by its place in the output where a server gives none; null once it has ended. Emptied with each response,
   * whose ids some servers begin anew.
   */
  readonly #open = new Map<string, OpenMessage | null>()
  /** Whether anything of this response has been shown. */
  #hasBegun = false

  constructor(context: AgentContext<Context>, converter: ResponseStreamConverter, messages: Messages<Context>) {
    this.#converter = converter
    this.#messages = messages
    this.#reasoning = new ReasoningWorkflow(context)
    this.#images = new ImageGenerations(context, converter)
  }

  async take(event: Fields): Promise<void> {
    const part = readIndex(event, 'content_index')
    switch (readString(event, 'type')) {
      case 'response.created':
        this.finish()
        return
      case 'response.completed':
      case 'response.incomplete':
        await this.#responseDone(event)
        return
      case 'response.output_item.added':
        await this.#itemAdded(event)
        return
      case 'response.content_part.added':
        if (isRecord(event['part']) && readString(event['part'], 'type') !== 'reasoning_text')
          (await this.#message(event))?.addPart(part)
        return
      case 'response.output_text.delta':
        ;(await this.#message(event))?.addText(part, readString(event, 'delta') ?? '')
        return
      case 'response.output_text.annotation.added': {
        const annotation = await toAnnotation(event['annotation'], this.#converter)
        if (annotation !== null) (await this.#message(event))?.addAnnotation(part, annotation)
        return
      }
      case 'response.output_text.done':
        ;(await this.#message(event))?.finishPart(part, readString(event, 'text'))
        return
      case 'response.output_item.done':
        await this.#itemDone(event)
        return
      case 'response.image_generation_call.partial_image':
        await this.#images.partial(
          keyOf(event),
          modelIdOf(event) ?? '',
          readString(event, 'partial_image_b64') ?? '',
          readIndex(event, 'partial_image_index'),
        )
        return
      case 'response.reasoning_summary_text.delta':
        this.#reasoning.delta(thoughtOf(event), readString(event, 'delta') ?? '')
        return
      case 'response.reasoning_summary_text.done':
        this.#reasoning.done(thoughtOf(event), readString(event, 'text') ?? '')
        return
      default:
        return
    }
  }

  /** Ends what a server left open. With a refusal, it is what an open message says last. */
  finish(refusal?: string): void {
    for (const message of this.#open.values()) message?.done([], refusal)
    this.#open.clear()
    this.#hasBegun = false
    this.abandonImages()
  }

  /** Takes away images that will not be finished. */
  abandonImages(): void {
    this.#images.finish()
  }

  /** The whole response. Shown as such by servers that stream nothing of it; else it makes good what a server has left open. */
  async #responseDone({response}: Fields): Promise<void> {
    const output = isRecord(response) ? readArray(response, 'output') : []
    const isWhole = !this.#hasBegun
    for (const [index, item] of output.entries()) {
      const event = {item, output_index: index}
      if (isWhole || this.#open.get(keyOf(event))) await this.#itemDone(event)
    }
    this.finish()
  }

  async #itemAdded(event: Fields): Promise<void> {
    this.#hasBegun = true
    switch (readItemType(event)) {
      case 'reasoning':
        this.#reasoning.begin()
        return
      case 'message':
        await this.#message(event)
        return
      case 'image_generation_call':
        this.#images.begin(keyOf(event))
        return
      default:
        return
    }
  }

  async #itemDone(event: Fields): Promise<void> {
    const {item} = event
    if (!isRecord(item)) return
    const type = readItemType(event)
    if (type === 'image_generation_call') {
      await this.#images.done(keyOf(event), modelIdOf(event) ?? '', readString(item, 'result'))
    }
    if (type !== 'message') return
    const content = await toMessageContent(readArray(item, 'content'), this.#converter)
    ;(await this.#message(event))?.done(content)
    this.#open.set(keyOf(event), null)
  }

  /** The message that an event belongs to; one whose beginning was never announced begins here. Null if it has ended. */
  async #message(event: Fields): Promise<OpenMessage | null> {
    const key = keyOf(event)
    const known = this.#open.get(key)
    if (known !== undefined) return known
    this.#hasBegun = true
    const message = await this.#messages.begin(modelIdOf(event))
    this.#open.set(key, message)
    return message
  }
}

function readItemType({item}: Fields): string | undefined {
  return isRecord(item) ? readString(item, 'type') : undefined
}

function modelIdOf(event: Fields): string | undefined {
  return readString(event, 'item_id') ?? (isRecord(event['item']) ? readString(event['item'], 'id') : undefined)
}

function keyOf(event: Fields): string {
  return modelIdOf(event) || `at ${readIndex(event, 'output_index')}`
}

function thoughtOf(event: Fields): string {
  return `${readIndex(event, 'summary_index')} ${modelIdOf(event) ?? ''}`
}
