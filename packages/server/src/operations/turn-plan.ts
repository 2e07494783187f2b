import type {ThreadStreamEvent} from 'chatkit-protocol'
import type {HookOptions} from '../server.ts'

/** What an operation has prepared, and stored, by the time its stream may begin. */
export interface TurnPlan {
  /** Sent first, as they are. Default none. */
  opening?: ThreadStreamEvent[]
  /** Sent after `stream_options`, through the pipeline, which stores them. Default none. */
  leading?: ThreadStreamEvent[]
  /** Calls the hook. */
  hook: (options: HookOptions) => AsyncIterable<ThreadStreamEvent>
}
