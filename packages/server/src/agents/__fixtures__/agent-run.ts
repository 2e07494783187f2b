import {Agent, Runner, tool, type AgentConfiguration, type Model, type RunContext, type Tool} from '@openai/agents'
import type {ThreadItem, ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import {z} from 'zod'
import {MemoryStore} from '../../stores/memory/memory-store.ts'
import {AgentContext} from '../agent-context.ts'
import type {RunEvent} from '../run-event.ts'
import {streamAgentResponse, type StreamAgentResponseOptions} from '../stream-agent-response.ts'

export type TestContext = AgentContext<null>
export type TestAgent = Partial<AgentConfiguration<TestContext>>

const runner = new Runner({tracingDisabled: true})

export async function createContext(...items: ThreadItem[]): Promise<TestContext> {
  const created = {created_at: '2026-01-01T00:00:00Z', status: {type: 'active'}, metadata: {}} as const
  const thread: ThreadMetadata = {id: 'thr_1', ...created}
  const store = new MemoryStore<null>()
  await store.saveThread(thread, null)
  for (const item of items) await store.addThreadItem(thread.id, item, null)
  return new AgentContext({thread, store, requestContext: null})
}

export interface RunOptions extends StreamAgentResponseOptions {
  context?: TestContext
  signal?: AbortSignal
}

/** The events of a run of the real SDK with this model. */
export async function* runAgent(
  model: Model,
  agent: TestAgent = {},
  {context, signal, ...options}: RunOptions = {},
): AsyncGenerator<ThreadStreamEvent> {
  const agentContext = context ?? (await createContext())
  const run = await runner.run(new Agent<TestContext>({...agent, name: 'test', model}), 'question', {
    stream: true,
    context: agentContext,
    ...(signal === undefined ? {} : {signal}),
  })
  yield* streamAgentResponse(agentContext, run, options)
}

/** Collects events, each as it was when it came. */
export async function collect(events: AsyncIterable<ThreadStreamEvent>): Promise<ThreadStreamEvent[]> {
  const collected: ThreadStreamEvent[] = []
  for await (const event of events) collected.push(structuredClone(event))
  return collected
}

/** Collects what comes before the failure, and the failure. */
export async function collectFailure(
  events: AsyncIterable<ThreadStreamEvent>,
): Promise<{events: ThreadStreamEvent[]; error: unknown}> {
  const collected: ThreadStreamEvent[] = []
  try {
    for await (const event of events) collected.push(structuredClone(event))
  } catch (error) {
    return {events: collected, error}
  }
  throw new Error('The run was expected to fail.')
}

/** A tool without parameters. */
export function doing(name: string, execute: (context: TestContext) => unknown): Tool<TestContext> {
  return tool({
    name,
    description: name,
    parameters: z.object({}),
    execute: async (_args, run?: RunContext<TestContext>) => {
      if (run === undefined) throw new Error('no context')
      return (await execute(run.context)) ?? 'done'
    },
  })
}

/** A run that is nothing but these events. */
export async function* eventsOf(...events: (RunEvent | (() => unknown))[]): AsyncGenerator<RunEvent> {
  for (const event of events) {
    if (typeof event !== 'function') yield event
    else await event()
  }
}

/** The events in short: types, and what they say. */
export function brief(events: readonly ThreadStreamEvent[]): string[] {
  return events.map((event) => {
    switch (event.type) {
      case 'thread.item.updated':
        return briefUpdate(event)
      case 'thread.item.added':
        return `added ${briefItem(event.item)}`
      case 'thread.item.done':
        return `done ${briefItem(event.item)}`
      case 'thread.item.replaced':
        return `replaced ${briefItem(event.item)}`
      case 'thread.item.removed':
        return 'removed'
      case 'progress_update':
        return `progress ${event.text}`
      default:
        return event.type
    }
  })
}

function briefUpdate({update}: Extract<ThreadStreamEvent, {type: 'thread.item.updated'}>): string {
  switch (update.type) {
    case 'assistant_message.content_part.added':
      return `part ${update.content_index}`
    case 'assistant_message.content_part.text_delta':
      return `${update.content_index}: ${update.delta}`
    case 'assistant_message.content_part.done':
      return `part ${update.content_index} done ${update.content.text}`
    case 'assistant_message.content_part.annotation_added':
      return `note ${update.content_index}.${update.annotation_index} ${update.annotation.source.title}`
    case 'workflow.task.added':
    case 'workflow.task.updated':
      return `${update.type.replace('workflow.', '')} ${update.task_index} ${'content' in update.task ? (update.task.content ?? '') : ''}`
    case 'generated_image.updated':
      return `image ${update.image.url} ${update.progress ?? ''}`
    default:
      return update.type
  }
}

function briefItem(item: ThreadItem): string {
  switch (item.type) {
    case 'assistant_message':
      return ['message', ...item.content.map((part) => part.text)].join(' ')
    case 'workflow': {
      const {type, tasks, summary} = item.workflow
      return `${type} workflow of ${tasks.length}${summary === undefined ? '' : ' ended'}`
    }
    case 'generated_image':
      return item.image === undefined ? 'image' : `image ${item.image.url}`
    case 'client_tool_call':
      return `call ${item.name}`
    default:
      return item.type
  }
}

/** Ids of items by the events of this type. */
export function idsOf(events: readonly ThreadStreamEvent[], type: 'added' | 'done' | 'removed'): string[] {
  return events.flatMap((event) => {
    if (event.type !== `thread.item.${type}`) return []
    return ['item' in event ? event.item.id : 'item_id' in event ? event.item_id : '']
  })
}
