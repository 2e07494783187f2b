import type {ThreadStreamEvent} from 'chatkit-protocol'
import {OpenMessages} from './open-messages.ts'

/**
 * The same events until `stopping` aborts; then whatever message is open is ended with the text it has.
 *
 * @returns whether an answer was cut short. An agent's stream that is stopped may end as if it were done, or throw.
 */
export async function* keepPartial(
  events: AsyncIterable<ThreadStreamEvent>,
  stopping: AbortSignal,
): AsyncGenerator<ThreadStreamEvent, boolean> {
  const open = new OpenMessages()
  let cut = stopping.aborted
  try {
    for await (const event of events) {
      open.observe(event)
      // What is still being written when the stop comes is not done, even if the agent ends it as though it were.
      cut ||= stopping.aborted
      yield event
    }
  } catch (error) {
    if (!stopping.aborted) throw error
    cut = true
    yield* open.end()
  }
  return cut
}
