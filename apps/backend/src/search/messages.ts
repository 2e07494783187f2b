import type {IngestMode, IngestProgress, SearchRequest} from './types.ts'

/** What is asked of the worker. Plain data, as everything that crosses threads. */
export type WorkerCall =
  | {readonly id: number; readonly method: 'search'; readonly argument: SearchRequest}
  | {readonly id: number; readonly method: 'section'; readonly argument: string}
  | {readonly id: number; readonly method: 'status'; readonly argument: null}
  | {
      readonly id: number
      readonly method: 'ingest'
      readonly argument: {readonly source: string; readonly mode: IngestMode}
    }

/** What the worker answers, after any word of how far it is. An error loses its class on the way, so its reason travels beside it. */
export type WorkerReply =
  | {readonly id: number; readonly value: unknown}
  | {readonly id: number; readonly progress: IngestProgress}
  | {readonly id: number; readonly error: {readonly message: string; readonly reason: string | null}}
