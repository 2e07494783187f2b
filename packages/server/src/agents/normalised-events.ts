import type {ThreadStreamEvent} from 'chatkit-protocol'
import type {AgentContext} from './agent-context.ts'
import {claimMessageId} from './item-ids.ts'
import {toMessageContent} from './message-content.ts'
import {OpenMessage} from './open-message.ts'
import {isRecord, readArray, readString} from './read.ts'
import type {ResponseStreamConverter} from './response-converter.ts'

/**
 * Maps the SDK's own stream events, which is all that chat-completions models and custom models send: text deltas with at
 * most a shared id, and at the end the whole response.
 */
export class NormalisedEvents<Context> {
  readonly #context: AgentContext<Context>
  readonly #converter: ResponseStreamConverter
  readonly #used: Set<string>
  #open: {message: OpenMessage; modelId: string | undefined} | null = null
  /** Messages of this response that have been closed already because another one began. */
  #closed = 0

  constructor(context: AgentContext<Context>, converter: ResponseStreamConverter, used: Set<string>) {
    this.#context = context
    this.#converter = converter
    this.#used = used
  }

  async *delta(delta: string, modelId: string | undefined): AsyncGenerator<ThreadStreamEvent> {
    if (
      this.#open !== null &&
      modelId !== undefined &&
      this.#open.modelId !== undefined &&
      modelId !== this.#open.modelId
    ) {
      yield* this.#close()
    }
    const open = this.#open ?? (yield* this.#begin(modelId))
    yield* open.message.addText(0, delta)
  }

  /** The end of a model response: closes what streamed with its final content, and shows what never streamed. */
  async *responseDone(response: unknown): AsyncGenerator<ThreadStreamEvent> {
    const output = isRecord(response) ? readArray(response, 'output') : []
    const messages = output
      .filter(isRecord)
      .filter((item) => readString(item, 'type') === 'message' && readString(item, 'role') === 'assistant')
    for (const message of messages.slice(this.#closed)) {
      const content = toMessageContent(readArray(message, 'content'), this.#converter)
      if (this.#open === null) {
        if (content.every((part) => part.text === '')) continue
        const open = yield* this.#begin(readString(message, 'id'))
        for (const [index, part] of content.entries()) yield* open.message.addText(index, part.text)
      }
      const open = this.#open
      if (open === null) continue
      for (const [index, part] of content.entries()) {
        for (const annotation of part.annotations) yield* open.message.addAnnotation(index, annotation)
      }
      // An empty final text cannot be right for a message that streamed some.
      const final = content.some((part) => part.text !== '') ? content : undefined
      yield* this.#close(final)
    }
    yield* this.finish()
    this.#closed = 0
  }

  /** Closes what is open, for a model that ends without saying so. */
  *finish(): Generator<ThreadStreamEvent> {
    if (this.#open !== null) yield* this.#close()
  }

  *#close(content?: Parameters<OpenMessage['done']>[0]): Generator<ThreadStreamEvent> {
    const open = this.#open
    this.#open = null
    this.#closed += 1
    if (open !== null) yield* open.message.done(content)
  }

  async *#begin(
    modelId: string | undefined,
  ): AsyncGenerator<ThreadStreamEvent, {message: OpenMessage; modelId: string | undefined}> {
    const ended = this.#context.takeWorkflow()
    if (ended !== null) yield {type: 'thread.item.done', item: ended}
    // Always an id of our own: these models share one id between a message and the tool calls beside it.
    const message = new OpenMessage(await claimMessageId(this.#context, undefined, this.#used), this.#context.thread.id)
    const open = {message, modelId}
    this.#open = open
    yield* message.added()
    yield* message.addPart(0)
    return open
  }
}
