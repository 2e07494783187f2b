import type {ClientToolCallItem, StreamingRequest} from 'chatkit-protocol'
import type {Context} from './context.ts'
import {toError} from './failure.ts'

/**
 * Runs the page's handler for a client tool and returns the request that brings its output to the server. A handler that throws
 * ends the turn with an error in the transcript; the reader can go on writing.
 *
 * @returns null when there is no handler, it failed, or the reader left meanwhile.
 */
export async function callClientTool(
  call: ClientToolCallItem,
  context: Context,
  signal: AbortSignal,
): Promise<StreamingRequest | null> {
  const handler = context.options.peek().onClientTool
  try {
    if (!handler)
      throw new Error(`The server called the client tool "${call.name}", but the option onClientTool is not set.`)
    const result = (await handler({name: call.name, params: call.arguments})) ?? null
    signal.throwIfAborted()
    context.dispatch({type: 'tool.answered', itemId: call.id, output: result})
    return {type: 'threads.add_client_tool_output', params: {thread_id: call.thread_id, result}}
  } catch (error) {
    if (signal.aborted) throw error
    context.emit('chatkit.error', {error: toError(error)})
    context.dispatch({type: 'turn.failed', message: context.t.peek()('errorTool'), retryable: false})
    return null
  }
}
