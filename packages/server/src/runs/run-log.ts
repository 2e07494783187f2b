import {ChatKitError} from '../errors.ts'

/**
 * Where the events of runs are kept while somebody may ask for them again. A run is a turn that lives apart from its response: it is
 * written into a log, and every response is a reader of that log.
 *
 * The log is only a cache. What was said is in the store; a log that has expired costs a reader the live view, nothing else.
 * {@link MemoryRunLog} serves one process; several processes need a shared one, such as that of `chatkit-server/redis`.
 * `chatkit-server/testing` has the conformance suite, `runLogConformance`.
 */
export interface RunLog {
  /** Whether other processes read and write it, too. Then the turn policy is kept across processes. */
  readonly shared: boolean

  /**
   * Begins the log of a run that this process carries out. From now on the run counts as alive, until `end` or until this process dies.
   * `onCancel` is called when somebody asks for the run to be stopped, in whatever process that happens.
   */
  open(logId: string, onCancel: () => void): Promise<RunLogWriter>

  /**
   * A reader of the events after number `after`; 0 is all of them. Resolves with null where there is no such log (any more).
   * Rejects with Conflict when `after` lies beyond what has been written.
   */
  read(logId: string, after: number): Promise<RunReader | null>

  /** Whether some process is carrying the run out right now. */
  isAlive(logId: string): Promise<boolean>

  /**
   * Asks for a run to be stopped, and resolves once it has ended, or after `RUN_CANCEL_TIMEOUT_MS`. Resolves with false, at once, if
   * nobody is carrying it out.
   */
  cancel(logId: string): Promise<boolean>

  /** Resolves once a run has ended or its process has died; at once if there is no such run. */
  whenEnded(logId: string): Promise<void>

  /** Lets go of connections and timers. Runs that are still being written are lost to other processes. */
  close(): Promise<void>
}

/**
 * The one writer of a run's log. It may be an instance of a class, as that of {@link MemoryRunLog} is: a log that wraps another wraps its
 * writer by delegating, each method to the same one of the writer within. A copy by spreading would have none of its methods.
 */
export interface RunLogWriter {
  /**
   * Adds the next event, as the exact text that its readers will send. The first is number 1. Must not block: what a promise returns for
   * is room, so the writer may be awaited before more is added, but need not.
   */
  append(frame: string): void | Promise<void>

  /** Says that nothing more comes. The log stays readable for a while. Resolves when readers, wherever they are, can know. */
  end(): Promise<void>

  /** Says that the log is not complete and will not be: readers who have got to its end reject with {@link RunLostError}. */
  fail(): Promise<void>
}

/** A place in a run's log. Pulled: a slow reader costs nothing but its own patience. */
export interface RunReader {
  /**
   * The text of the next events, one or many, joined; waits while there are none. Resolves with null when the run has ended and all of it
   * has been read, or the reader was closed. Rejects with {@link RunLostError} when the run cannot be followed any further.
   */
  next(): Promise<string | null>

  /** Stops reading; a `next` that waits resolves with null. Safe to call twice. The run is not affected. */
  close(): void
}

/** The process that carried a run out has died, or its log has been lost. */
export class RunLostError extends Error {
  override name = 'RunLostError'
}

/** What every log answers to a reader who claims to have read what was never written. */
export function beyondTheLog(): ChatKitError {
  return new ChatKitError('Conflict', 'This answer cannot be continued from there. Please load the conversation again.')
}

/** What one `next` of a reader gives at most, in characters, unless a single event is larger. */
export const MAX_READ_CHARS = 64 * 1024

/** How long a finished log stays readable, by default: longer than any client keeps trying to reconnect. */
export const FINISHED_LOG_TTL_MS = 5 * 60_000

/** How long `cancel` waits for a run that is slow to end. */
export const RUN_CANCEL_TIMEOUT_MS = 5_000
