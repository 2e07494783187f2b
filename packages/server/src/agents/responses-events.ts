import type {ThreadStreamEvent} from 'chatkit-protocol'
import type {AgentContext} from './agent-context.ts'
import {claimMessageId} from './item-ids.ts'
import {toMessageContent} from './message-content.ts'
import {OpenMessage} from './open-message.ts'
import {isRecord, readArray, readNumber, readString} from './read.ts'
import {ReasoningWorkflow} from './reasoning-workflow.ts'
import type {ResponseStreamConverter} from './response-converter.ts'

/** Maps the raw events of the Responses API. Source: openai-chatkit 1.6.5, agents.py `stream_agent_response`. */
export class ResponsesEvents<Context> {
  readonly #context: AgentContext<Context>
  readonly #converter: ResponseStreamConverter
  readonly #used: Set<string>
  readonly #reasoning: ReasoningWorkflow<Context>
  /** By the model's item id, or by its place in the output where a server gives none. Emptied with each response. */
  readonly #messages = new Map<string, OpenMessage>()

  constructor(context: AgentContext<Context>, converter: ResponseStreamConverter, used: Set<string>) {
    this.#context = context
    this.#converter = converter
    this.#used = used
    this.#reasoning = new ReasoningWorkflow(context)
  }

  async *event(event: Record<string, unknown>): AsyncGenerator<ThreadStreamEvent> {
    const part = readNumber(event, 'content_index') ?? 0
    switch (readString(event, 'type') ?? '') {
      case 'response.created':
        yield* this.finish()
        return
      case 'response.output_item.added':
        yield* this.#itemAdded(event)
        return
      case 'response.content_part.added':
        if (isRecord(event['part']) && readString(event['part'], 'type') !== 'reasoning_text') {
          yield* (yield* this.#message(event)).addPart(part)
        }
        return
      case 'response.output_text.delta':
        yield* (yield* this.#message(event)).addText(part, readString(event, 'delta') ?? '')
        return
      case 'response.output_text.annotation.added': {
        const annotation = this.#converter.convertAnnotation(event['annotation'])
        if (annotation !== null) yield* (yield* this.#message(event)).addAnnotation(part, annotation)
        return
      }
      case 'response.output_text.done':
        yield* (yield* this.#message(event)).finishPart(part, readString(event, 'text'))
        return
      case 'response.output_item.done':
        yield* this.#itemDone(event)
        return
      case 'response.reasoning_summary_text.delta':
        yield* this.#reasoning.delta(event)
        return
      case 'response.reasoning_summary_text.done':
        yield* this.#reasoning.done(event)
        return
      default:
        return
    }
  }

  /** Closes what a server left open. */
  *finish(): Generator<ThreadStreamEvent> {
    const open = [...this.#messages.values()]
    this.#messages.clear()
    for (const message of open) yield* message.done()
  }

  async *#itemAdded(event: Record<string, unknown>): AsyncGenerator<ThreadStreamEvent> {
    const item = event['item']
    if (!isRecord(item)) return
    if (readString(item, 'type') === 'reasoning') yield* this.#reasoning.begin()
    if (readString(item, 'type') === 'message') yield* this.#message(event)
  }

  async *#itemDone(event: Record<string, unknown>): AsyncGenerator<ThreadStreamEvent, void> {
    const item = event['item']
    if (!isRecord(item) || readString(item, 'type') !== 'message') return
    const message = yield* this.#message(event)
    this.#messages.delete(keyOf(event))
    const content = toMessageContent(readArray(item, 'content'), this.#converter)
    yield* message.done(content.some((one) => one.text !== '') ? content : undefined)
  }

  /** The message that an event belongs to; one whose beginning was never announced begins here. */
  async *#message(event: Record<string, unknown>): AsyncGenerator<ThreadStreamEvent, OpenMessage> {
    const key = keyOf(event)
    const known = this.#messages.get(key)
    if (known !== undefined) return known
    const ended = this.#context.takeWorkflow()
    if (ended !== null) yield {type: 'thread.item.done', item: ended}
    const id = await claimMessageId(this.#context, modelIdOf(event), this.#used)
    const message = new OpenMessage(id, this.#context.thread.id)
    this.#messages.set(key, message)
    yield* message.added()
    return message
  }
}

function modelIdOf(event: Record<string, unknown>): string | undefined {
  return readString(event, 'item_id') ?? (isRecord(event['item']) ? readString(event['item'], 'id') : undefined)
}

function keyOf(event: Record<string, unknown>): string {
  return modelIdOf(event) || `at ${readNumber(event, 'output_index') ?? 0}`
}
