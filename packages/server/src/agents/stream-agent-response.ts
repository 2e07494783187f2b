import type {ThreadStreamEvent} from 'chatkit-protocol'
import type {AgentContext} from './agent-context.ts'
import {ResponseStreamConverter} from './response-converter.ts'
import {isGuardrailTrip, readRefusal} from './run-errors.ts'
import type {AgentRun} from './run-event.ts'
import {RunEvents} from './run-events.ts'
import {readAgentRun, type AgentRunReader} from './run-reader.ts'
import {continueWorkflow, storeOpenWorkflow} from './workflows.ts'

export interface StreamAgentResponseOptions {
  /** How a model's citations and images are shown. Default: see {@link ResponseStreamConverter}. */
  converter?: ResponseStreamConverter
}

/**
 * Maps a streamed run of the OpenAI Agents SDK to ChatKit events, merged with what the tools send through the context, each in the order
 * in which it happened.
 *
 * Ending the iteration early cancels the run; give the same AbortSignal to `run()` as well, so that a request to the model that has not
 * answered yet ends too. Errors of the run come out of the iteration unchanged, after what the tools had still to say and the end of the
 * open workflow. When a guardrail has tripped, every item that was shown is removed before. A refusal of the model is no error but an
 * answer.
 *
 * Source: openai-chatkit 1.6.5, agents.py `stream_agent_response`; differences are listed in PROTOCOL.md.
 */
export async function* streamAgentResponse<Context>(
  context: AgentContext<Context>,
  run: AgentRun,
  {converter = new ResponseStreamConverter()}: StreamAgentResponseOptions = {},
): AsyncGenerator<ThreadStreamEvent, void, undefined> {
  const produced = new Set<string>()
  const note = (event: ThreadStreamEvent): ThreadStreamEvent => {
    if (event.type === 'thread.item.added' || event.type === 'thread.item.done') produced.add(event.item.id)
    return event
  }
  const continued = await continueWorkflow(context)
  const reader = readAgentRun(run)
  const events = new RunEvents(context, converter)
  try {
    // At the run's own pace, not at the reader's: only so are a tool's events and the model's in their true order.
    for await (const event of context.queue.whileRunning(play(reader, events, context))) yield note(event)
    for (const event of context.queue.drain()) yield note(event)
  } catch (error) {
    if (isGuardrailTrip(error)) {
      context.queue.drain()
      context.workflowItem = null
      context.clientToolCall = null
      for (const id of produced) if (id !== continued?.id) yield {type: 'thread.item.removed', item_id: id}
      // Of an earlier turn, and only added to: put back as it was.
      if (continued !== null) yield {type: 'thread.item.replaced', item: continued}
    } else {
      events.abandon()
      // Nothing can go on with it, and it would look busy for ever.
      context.endWorkflow()
      for (const event of context.queue.drain()) yield note(event)
    }
    throw error
  } finally {
    await reader.cancel()
  }
}

async function play<Context>(
  reader: AgentRunReader,
  events: RunEvents<Context>,
  context: AgentContext<Context>,
): Promise<void> {
  try {
    for (let event = await reader.next(); event !== null; event = await reader.next()) await events.take(event)
    await events.finish()
  } catch (error) {
    const refusal = readRefusal(error)
    if (refusal === null) throw error
    await events.finish(refusal)
  }
  if (reader.cancelled) {
    context.endWorkflow()
    return
  }
  await storeOpenWorkflow(context)
  await events.callClientTool()
}
