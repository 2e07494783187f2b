import type {RunRequest} from './runs/run-request.ts'
import type {ChatKitServer} from './server.ts'

/** One request on its way through an operation. */
export interface Call<Context> {
  server: ChatKitServer<Context>
  context: Context
  /** The operation, e.g. `threads.create`. */
  operation: string
  /** The envelope's `metadata`. */
  metadata: Record<string, unknown>
  /** The client has gone away. Never aborts if the host does not tell. */
  signal: AbortSignal
  /** The client gave the turn an id, so that it lives apart from this request. */
  run: RunRequest | undefined
  /** Reports a failure that the client does not get to see. */
  report: (error: unknown, threadId?: string) => void
}
