import type {ClientToolCallItem, ThreadStreamEvent} from 'chatkit-protocol'
import type {AgentContext} from './agent-context.ts'
import {mergeQueue} from './merge.ts'
import {NormalisedEvents} from './normalised-events.ts'
import {isRecord, readString} from './read.ts'
import {ResponseStreamConverter} from './response-converter.ts'
import {ResponsesEvents} from './responses-events.ts'
import {continueWorkflow, WorkflowEnder} from './workflows.ts'

export interface StreamAgentResponseOptions {
  /** How the model's own annotations are shown. Default: URL and file citations. */
  converter?: ResponseStreamConverter
}

/**
 * Maps a streamed run of the OpenAI Agents SDK to ChatKit events, merged with what the tools send through the context.
 *
 * A Responses model sends every delta twice, once normalised and once raw; each model response is read from one of the two
 * only. Errors of the run come out of the iteration unchanged; for a tripped guardrail the items shown so far are removed
 * first. Ending the iteration early cancels the run; give the same AbortSignal to `run()` as well, so that a request to the
 * model that has not answered yet ends too. Generated images are not mapped yet.
 */
export async function* streamAgentResponse<Context>(
  context: AgentContext<Context>,
  run: AsyncIterable<RunEvent>,
  options: StreamAgentResponseOptions = {},
): AsyncGenerator<ThreadStreamEvent> {
  const converter = options.converter ?? new ResponseStreamConverter()
  const used = new Set<string>()
  const produced = new Set<string>()
  const responses = new ResponsesEvents(context, converter, used)
  const normalised = new NormalisedEvents(context, converter, used)
  const workflows = new WorkflowEnder(context)
  let source: 'responses' | 'normalised' | null = null
  let lastCall: {callId: string | undefined; itemId: string | undefined} | null = null
  const note = (event: ThreadStreamEvent): ThreadStreamEvent => {
    if (event.type === 'thread.item.added' || event.type === 'thread.item.done') produced.add(event.item.id)
    return event
  }

  await continueWorkflow(context)
  try {
    for await (const merged of mergeQueue(run, context.queue)) {
      if (merged.kind === 'queued') {
        for (const event of workflows.before(merged.event)) yield note(event)
        continue
      }
      const {event} = merged
      if (event.type === 'run_item_stream_event') {
        lastCall = readToolCall(event.item) ?? lastCall
        continue
      }
      if (event.type !== 'raw_model_stream_event') continue
      const {data} = event
      if (data.type === 'response_started') source = null
      source ??= chooseSource(data)
      if (source === 'responses' && data.type === 'model' && isRecord(data.event)) {
        for await (const out of responses.event(data.event)) yield note(out)
      } else if (source === 'normalised' && data.type === 'output_text_delta') {
        for await (const out of normalised.delta(data.delta ?? '', data.itemId)) yield note(out)
      } else if (source === 'normalised' && data.type === 'response_done') {
        for await (const out of normalised.responseDone(data.response)) yield note(out)
        source = null
      }
    }
    for (const event of [...responses.finish(), ...normalised.finish(), ...context.queue.drain()]) yield note(event)
  } catch (error) {
    if (isGuardrailTrip(error)) {
      context.queue.drain()
      for (const id of produced) yield {type: 'thread.item.removed', item_id: id}
    }
    const refusal = readRefusal(error)
    if (refusal === null) throw error
    // The SDK drops the response's events when it throws this. A refusal is an answer, so it is shown as one.
    const said = {output: [{type: 'message', role: 'assistant', content: [{type: 'refusal', refusal}]}]}
    if (produced.size === 0) for await (const event of normalised.responseDone(said)) yield note(event)
    for (const event of [...responses.finish(), ...normalised.finish()]) yield note(event)
  }

  // Kept without an event: it goes on after the page has answered the tool call.
  if (context.workflowItem !== null) {
    await context.store.addThreadItem(context.thread.id, context.workflowItem, context.requestContext)
  }
  if (context.clientToolCall !== null) yield {type: 'thread.item.done', item: toClientToolCall(context, lastCall)}
}

/** The events of a run, as far as they are looked at. Structural, so that two copies of the SDK cannot disagree. */
export type RunEvent =
  | {type: 'raw_model_stream_event'; data: ModelEvent; source?: string | undefined}
  | {type: 'run_item_stream_event'; name: string; item: unknown}
  | {type: 'agent_updated_stream_event'}

/** `StreamEvent` of the SDK, loosely: a custom Model may send less than the SDK's own ones do. */
export interface ModelEvent {
  type: 'response_started' | 'output_text_delta' | 'response_done' | 'model'
  delta?: string
  itemId?: string | undefined
  response?: unknown
  event?: unknown
  providerData?: Record<string, unknown> | undefined
}

function chooseSource(data: ModelEvent): 'responses' | 'normalised' | null {
  if (data.type === 'output_text_delta' || data.type === 'response_done') return 'normalised'
  if (data.type !== 'model') return null
  const named = data.providerData?.['rawModelEventSource']
  if (named !== undefined) return named === 'openai-responses' ? 'responses' : 'normalised'
  // SDKs before 0.13 did not name the source; only Responses events have a `type` of this form.
  const type = isRecord(data.event) ? readString(data.event, 'type') : undefined
  return type?.startsWith('response.') === true ? 'responses' : null
}

function readToolCall(item: unknown): {callId: string | undefined; itemId: string | undefined} | null {
  if (!isRecord(item) || readString(item, 'type') !== 'tool_call_item') return null
  const raw = item['rawItem']
  if (!isRecord(raw) || readString(raw, 'type') !== 'function_call') return {callId: undefined, itemId: undefined}
  return {callId: readString(raw, 'callId'), itemId: readString(raw, 'id')}
}

function toClientToolCall<Context>(
  context: AgentContext<Context>,
  call: {callId: string | undefined; itemId: string | undefined} | null,
): ClientToolCallItem {
  // A function call's item id is only ever unique with the Responses API, where it starts with "fc_".
  const itemId = call?.itemId?.startsWith('fc_') === true ? call.itemId : context.generateId('tool_call')
  return {
    type: 'client_tool_call',
    id: itemId,
    thread_id: context.thread.id,
    created_at: new Date().toISOString(),
    status: 'pending',
    call_id: call?.callId ?? context.generateId('tool_call'),
    name: context.clientToolCall?.name ?? '',
    arguments: context.clientToolCall?.arguments ?? {},
  }
}

/** The text of the SDK's ModelRefusalError, or null for any other error. */
function readRefusal(error: unknown): string | null {
  return error instanceof Error && 'refusal' in error && typeof error.refusal === 'string' ? error.refusal : null
}

/** By shape: `result.output.tripwireTriggered` is what input and output guardrail errors have in common. */
function isGuardrailTrip(error: unknown): boolean {
  if (!(error instanceof Error) || !('result' in error) || !isRecord(error.result)) return false
  const {output} = error.result
  return isRecord(output) && output['tripwireTriggered'] === true
}
