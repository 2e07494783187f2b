import type {ChatKitServer} from './server.ts'

/** One request on its way through an operation. */
export interface Call<Context> {
  server: ChatKitServer<Context>
  context: Context
  /** The envelope's `metadata`. */
  metadata: Record<string, unknown>
  /** The client has gone away. Never aborts if the host does not tell. */
  signal: AbortSignal
  /** Reports a failure that the client does not get to see. */
  report: (error: unknown, threadId?: string) => void
}
