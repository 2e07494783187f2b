import type {AssistantMessageContent} from 'chatkit-protocol'
import type {AgentContext} from './agent-context.ts'
import {toMessageContent, toText} from './message-content.ts'
import type {Messages} from './messages.ts'
import type {OpenMessage} from './open-message.ts'
import {isRecord, readArray, readString} from './read.ts'
import {ReasoningWorkflow} from './reasoning-workflow.ts'
import type {ResponseStreamConverter} from './response-converter.ts'
import {ThoughtStream} from './thought-stream.ts'

type Fields = Record<string, unknown>

/**
 * Maps the SDK's own stream events, which is all that chat-completions models and custom models send: text deltas with at
 * most a shared id, and at the end the whole response.
 */
export class NormalisedEvents<Context> {
  readonly #converter: ResponseStreamConverter
  readonly #messages: Messages<Context>
  readonly #thoughts: ThoughtStream<Context>
  #open: {message: OpenMessage; modelId: string | undefined} | null = null
  /** Messages of this response that have been ended already because another one began. */
  #ended = 0

  constructor(context: AgentContext<Context>, converter: ResponseStreamConverter, messages: Messages<Context>) {
    this.#converter = converter
    this.#messages = messages
    this.#thoughts = new ThoughtStream(new ReasoningWorkflow(context))
  }

  async delta(delta: string, modelId: string | undefined): Promise<void> {
    const open = this.#open
    const isOther = open !== null && modelId !== undefined && open.modelId !== undefined && modelId !== open.modelId
    if (isOther) this.#end()
    const {message} = this.#open ?? (await this.#begin(modelId))
    message.addText(0, delta)
  }

  /** A raw chunk of a chat completion. All it has that the SDK's own events lack is reasoning, under either of two names. */
  chunk(chunk: Fields): void {
    // What is thought after the answer began would be a box below it that nothing ends.
    if (this.#open !== null) return
    const choice = readArray(chunk, 'choices').find(isRecord)
    const delta = isRecord(choice?.['delta']) ? choice['delta'] : {}
    const text = readString(delta, 'reasoning') ?? readString(delta, 'reasoning_content') ?? ''
    if (text !== '') this.#thoughts.add(text)
  }

  /** The end of a model response: ends what streamed with its final content, and shows what never streamed. */
  async responseDone(response: unknown): Promise<void> {
    const nothingYet = this.#open === null && this.#ended === 0 && !this.#thoughts.isOpen
    let ended = this.#ended
    for (const item of isRecord(response) ? readArray(response, 'output').filter(isRecord) : []) {
      const type = readString(item, 'type')
      if (type === 'reasoning' && nothingYet) this.#thoughts.whole(readThoughts(item))
      if (type !== 'message' || readString(item, 'role') !== 'assistant') continue
      if (ended > 0) ended--
      else await this.#finalMessage(item)
    }
    this.finish()
  }

  /** Ends what is open, for a model that ends without saying so. With a refusal, it is what an open message says last. */
  finish(refusal?: string): void {
    this.#end([], refusal)
    this.#thoughts.end()
    this.#ended = 0
  }

  /** Says something as a message of its own. */
  async say(text: string): Promise<void> {
    await this.#whole([toText(text)])
  }

  async #finalMessage(item: Fields): Promise<void> {
    const content = await toMessageContent(readArray(item, 'content'), this.#converter)
    const message = this.#open?.message
    if (message === undefined) {
      if (content.some((part) => part.text !== '')) await this.#whole(content)
      return
    }
    for (const [index, part] of content.entries()) {
      for (const annotation of part.annotations) message.addAnnotation(index, annotation)
    }
    this.#end(content)
  }

  async #whole(content: AssistantMessageContent[]): Promise<void> {
    const {message} = await this.#begin(undefined)
    for (const [index, part] of content.entries()) {
      message.addText(index, part.text)
      for (const annotation of part.annotations) message.addAnnotation(index, annotation)
    }
    this.#end(content)
  }

  async #begin(modelId: string | undefined): Promise<{message: OpenMessage; modelId: string | undefined}> {
    this.#thoughts.end()
    // Always an id of our own: these models share one id between a message and the tool calls beside it.
    const message = await this.#messages.begin(undefined)
    message.addPart(0)
    this.#open = {message, modelId}
    return this.#open
  }

  #end(content: AssistantMessageContent[] = [], refusal?: string): void {
    if (this.#open === null) return
    this.#open.message.done(content, refusal)
    this.#open = null
    this.#ended += 1
  }
}

/** The thoughts of a reasoning item of the SDK: its summaries, or else the reasoning itself. */
function readThoughts(item: Fields): string[] {
  const summaries = readArray(item, 'content')
  const parts = summaries.length > 0 ? summaries : readArray(item, 'rawContent')
  return parts
    .filter(isRecord)
    .map((part) => readString(part, 'text') ?? '')
    .filter((text) => text !== '')
}
