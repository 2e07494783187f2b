import type {AgentContext} from './agent-context.ts'
import {ItemIds} from './item-ids.ts'
import {Messages} from './messages.ts'
import {NormalisedEvents} from './normalised-events.ts'
import {isRecord, readString} from './read.ts'
import type {ResponseStreamConverter} from './response-converter.ts'
import {ResponsesEvents} from './responses-events.ts'
import type {ModelEvent, RunEvent} from './run-event.ts'
import {ToolCalls} from './tool-calls.ts'

type Source = 'responses' | 'normalised'

/**
 * Maps the events of a run into the context's queue. A Responses model sends every delta twice, once in the SDK's own shape and once raw:
 * each model response is read from one of the two only.
 */
export class RunEvents<Context> {
  readonly #context: AgentContext<Context>
  readonly #ids: ItemIds<Context>
  readonly #messages: Messages<Context>
  readonly #responses: ResponsesEvents<Context>
  readonly #normalised: NormalisedEvents<Context>
  readonly #calls = new ToolCalls()
  #source: Source | null = null

  constructor(context: AgentContext<Context>, converter: ResponseStreamConverter) {
    this.#context = context
    this.#ids = new ItemIds(context)
    this.#messages = new Messages(context, this.#ids)
    this.#responses = new ResponsesEvents(context, converter, this.#messages)
    this.#normalised = new NormalisedEvents(context, converter, this.#messages)
  }

  async take(event: RunEvent): Promise<void> {
    if (event.type === 'run_item_stream_event') this.#calls.observe(event.item)
    if (event.type === 'raw_model_stream_event') await this.#model(event.data)
  }

  /** Ends what is open. With a refusal, which the SDK throws, it is shown as the answer that it is, unless it was already. */
  async finish(refusal?: string): Promise<void> {
    this.#responses.finish(refusal)
    this.#normalised.finish(refusal)
    if (refusal !== undefined && !this.#messages.lastText.endsWith(refusal)) await this.#normalised.say(refusal)
  }

  /** Takes away what only a finished run would have made good. */
  abandon(): void {
    this.#responses.abandonImages()
  }

  /** Asks the page to run the tool that a tool of the agent has named, if one has. */
  async callClientTool(): Promise<void> {
    const {clientToolCall} = this.#context
    if (clientToolCall === null) return
    const item = await this.#calls.toItem(this.#context, this.#ids, clientToolCall)
    this.#context.stream({type: 'thread.item.done', item})
  }

  async #model(data: ModelEvent): Promise<void> {
    if (data.type === 'response_started') this.#source = null
    this.#source ??= chooseSource(data)
    if (this.#source === 'responses') {
      if (data.type === 'model' && isRecord(data.event)) await this.#responses.take(data.event)
      return
    }
    switch (data.type) {
      case 'model':
        if (isRecord(data.event)) this.#normalised.chunk(data.event)
        return
      case 'output_text_delta':
        await this.#normalised.delta(data.delta ?? '', data.itemId)
        return
      case 'response_done':
        await this.#normalised.responseDone(data.response)
        this.#source = null
        return
      default:
        return
    }
  }
}

function chooseSource(data: ModelEvent): Source | null {
  if (data.type === 'output_text_delta' || data.type === 'response_done') return 'normalised'
  if (data.type !== 'model') return null
  const named = data.providerData?.['rawModelEventSource']
  if (named !== undefined) return named === 'openai-responses' ? 'responses' : 'normalised'
  // SDKs before 0.13 did not name the source; only Responses events have a `type` of this form.
  const type = isRecord(data.event) ? readString(data.event, 'type') : undefined
  return type?.startsWith('response.') === true ? 'responses' : null
}
