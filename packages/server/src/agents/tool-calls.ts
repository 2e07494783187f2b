import type {ClientToolCallItem} from 'chatkit-protocol'
import {equalJson} from '../json.ts'
import type {AgentContext, ClientToolCall} from './agent-context.ts'
import type {ItemIds} from './item-ids.ts'
import {isRecord, readString} from './read.ts'

interface FunctionCall {
  name: string | undefined
  callId: string | undefined
  itemId: string | undefined
  arguments: string | undefined
}

/**
 * The function calls of a run, to find the one that the page is to answer. Source: openai-chatkit 1.6.5, agents.py, which takes the last
 * call whatever its name, and so mixes calls that a model makes in parallel.
 */
export class ToolCalls {
  readonly #calls: FunctionCall[] = []

  /** Notes a run item of the SDK, if it is a function call. */
  observe(item: unknown): void {
    if (!isRecord(item) || readString(item, 'type') !== 'tool_call_item') return
    const raw = item['rawItem']
    if (!isRecord(raw) || readString(raw, 'type') !== 'function_call') return
    this.#calls.push({
      name: readString(raw, 'name'),
      callId: readString(raw, 'callId'),
      itemId: readString(raw, 'id'),
      arguments: readString(raw, 'arguments'),
    })
  }

  /** The pending item for a call of the page. Ids that the model did not give are made. */
  async toItem<Context>(
    context: AgentContext<Context>,
    ids: ItemIds<Context>,
    wanted: ClientToolCall,
  ): Promise<ClientToolCallItem> {
    const call = this.#find(wanted)
    // Only the Responses API gives calls ids of their own; in chat completions they share that of the response.
    const itemId = call?.itemId?.startsWith('fc_') === true ? call.itemId : undefined
    return {
      type: 'client_tool_call',
      id: await ids.claim('tool_call', itemId),
      thread_id: context.thread.id,
      created_at: new Date().toISOString(),
      status: 'pending',
      call_id: wanted.callId ?? (call?.callId || context.generateId('tool_call')),
      name: wanted.name,
      arguments: wanted.arguments,
    }
  }

  #find({name, arguments: args, callId}: ClientToolCall): FunctionCall | undefined {
    if (callId !== undefined) return this.#calls.find((call) => call.callId === callId)
    const named = this.#calls.filter((call) => call.name === name)
    const [only] = this.#calls
    // A tool may give the page's side of it another name; then there is no doubt only if it was the sole one.
    if (named.length === 0) return this.#calls.length === 1 ? only : undefined
    return named.findLast((call) => isSame(call.arguments, args)) ?? named.at(-1)
  }
}

function isSame(json: string | undefined, value: Record<string, unknown>): boolean {
  try {
    return equalJson(JSON.parse(json ?? ''), value)
  } catch {
    return false
  }
}
