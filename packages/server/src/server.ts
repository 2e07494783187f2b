import type {
  Action,
  FeedbackKind,
  StreamOptions,
  SyncCustomActionResponse,
  ThreadItem,
  ThreadMetadata,
  ThreadStreamEvent,
  UserMessageItem,
  WidgetItem,
} from 'chatkit-protocol'
import type {AttachmentStore} from './attachment-store.ts'
import {ChatKitError, NotFoundError} from './errors.ts'
import type {Limits} from './limits.ts'
import {resolveLimits} from './limits.ts'
import {persistCancelledTurn} from './pipeline/cancelled-turn.ts'
import type {ProcessOptions, ProcessResult} from './process.ts'
import {processRequest} from './process.ts'
import type {ReportError} from './report.ts'
import {neverThrow, reportToConsole} from './report.ts'
import {cancelRun} from './runs/cancel-run.ts'
import {followRun} from './runs/follow-run.ts'
import type {RunResult} from './runs/follow-run.ts'
import {MemoryRunLog} from './runs/memory-run-log.ts'
import type {RunLog} from './runs/run-log.ts'
import {RunRegistry} from './runs/run-registry.ts'
import {checkRunId} from './runs/run-request.ts'
import type {Store} from './store.ts'
import type {TurnPolicy} from './turns.ts'
import {TurnLocks} from './turns.ts'

/** What a hook gets beside its subject and the context. */
export interface HookOptions {
  /**
   * Aborts when the reader has stopped the answer or gone away, or when the turn was replaced. Hand it to the model call, else a
   * closed tab keeps paying for tokens.
   */
  signal: AbortSignal
  /** The `metadata` of the request's envelope, as the client sent it: untrusted. `{}` when there was none. */
  metadata: Record<string, unknown>
}

/** Sound to be turned into text. */
export interface AudioInput {
  data: Uint8Array
  /** As sent, e.g. `audio/webm;codecs=opus`. */
  mimeType: string
  /** Without parameters, e.g. `audio/webm`. */
  mediaType: string
}

/** Options of {@link ChatKitServer}. */
export interface ChatKitServerOptions<Context> {
  store: Store<Context>
  /** Enables `attachments.create` and `attachments.delete`. Default: none, they answer with ConfigurationError. */
  attachmentStore?: AttachmentStore<Context>
  /** Called once for each unexpected failure, with everything the reader must not see. Default: `console.error`. */
  onError?: ReportError
  /** Where running answers are kept for whoever comes back to them. Default: this process's memory. */
  runLog?: RunLog
  /** What happens to a second turn on a thread that is still answering. Default `reject` (409 Conflict). */
  turnPolicy?: TurnPolicy
  /** Limits on what one request may carry; see {@link Limits} for the defaults. */
  limits?: Partial<Limits>
  /** Refuse new turns on `locked` and `closed` threads with Forbidden. Default false, as in the reference: only the client's UI does. */
  enforceThreadStatus?: boolean
}

/**
 * A ChatKit server: extend it, write `respond`, and give it to `createHandler` of `chatkit-server/http`.
 *
 * Hooks receive live thread objects: change `thread.title`, `status`, `metadata` or `allowed_image_domains` in place and the change is
 * saved and announced with `thread.updated` right after the next event.
 * Source: openai-chatkit 1.6.5, server.py `ChatKitServer`.
 */
export abstract class ChatKitServer<Context> {
  readonly store: Store<Context>
  readonly attachmentStore: AttachmentStore<Context> | undefined
  readonly onError: ReportError
  readonly limits: Limits
  readonly enforceThreadStatus: boolean
  /** Which threads are answering right now, in this process. */
  readonly turns: TurnLocks
  readonly runLog: RunLog
  /** The runs that this process is carrying out. */
  readonly runs = new RunRegistry()

  constructor(options: ChatKitServerOptions<Context>) {
    this.store = options.store
    this.attachmentStore = options.attachmentStore
    this.onError = neverThrow(options.onError ?? reportToConsole)
    this.limits = resolveLimits(options.limits)
    this.enforceThreadStatus = options.enforceThreadStatus ?? false
    this.turns = new TurnLocks(options.turnPolicy ?? 'reject')
    this.runLog = options.runLog ?? new MemoryRunLog()
  }

  /**
   * Answers a turn with a stream of events. `inputUserMessage` is null when the turn goes on after a client tool's output or a
   * structured input. Yield `thread.item.added`, then updates, then `thread.item.done`, which is stored before it is sent.
   */
  abstract respond(
    thread: ThreadMetadata,
    inputUserMessage: UserMessageItem | null,
    context: Context,
    options: HookOptions,
  ): AsyncIterable<ThreadStreamEvent>

  /** Answers a widget's action (`threads.custom_action`). `sender` is the widget it came from, if any. The payload is untrusted. */
  action(
    _thread: ThreadMetadata,
    _action: Action,
    _sender: WidgetItem | null,
    _context: Context,
    _options: HookOptions,
  ): AsyncIterable<ThreadStreamEvent> {
    throw notImplemented('actions', 'action')
  }

  /** Answers an action with at most one updated item and no stream (`threads.sync_custom_action`). Save the item yourself. */
  syncAction(
    _thread: ThreadMetadata,
    _action: Action,
    _sender: WidgetItem | null,
    _context: Context,
    _options: HookOptions,
  ): Promise<SyncCustomActionResponse> {
    throw notImplemented('actions', 'syncAction')
  }

  /** The reader rated items. Default: nothing happens. */
  async addFeedback(
    _threadId: string,
    _itemIds: string[],
    _kind: FeedbackKind,
    _context: Context,
    _options: HookOptions,
  ): Promise<void> {}

  /** Turns speech into text (`input.transcribe`). */
  transcribe(_audio: AudioInput, _context: Context, _options: HookOptions): Promise<{text: string}> {
    throw notImplemented('dictation', 'transcribe')
  }

  /**
   * Called for each new turn before anything of it is stored: the place to limit them. Throw a ChatKitError, e.g. `RateLimited`, to refuse;
   * a function that is returned is called when the turn is over. A request that is sent again is not a new turn. Default: every turn is
   * welcome.
   */
  async admitTurn(_threadId: string, _context: Context, _options: HookOptions): Promise<(() => void) | undefined> {
    return undefined
  }

  /** Sent as the first event of each turn. Default: the client shows a stop button. */
  getStreamOptions(_thread: ThreadMetadata, _context: Context): StreamOptions | Promise<StreamOptions> {
    return {allow_cancel: true}
  }

  /**
   * A turn was stopped. Default: keeps the text of unfinished assistant messages and adds a hidden note for the model.
   * Source: openai-chatkit 1.6.5, server.py `handle_stream_cancelled`.
   */
  onCancelled(thread: ThreadMetadata, pendingItems: ThreadItem[], context: Context): Promise<void> {
    return persistCancelledTurn(this.store, thread, pendingItems, context)
  }

  /**
   * Runs one request. Resolves once the request is known to be valid and allowed (and a user's message is stored); rejects with a
   * ChatKitError otherwise, so that an HTTP status can still be chosen.
   *
   * A stream result must be iterated or `return()`ed: until then its thread counts as answering. A run goes on by itself.
   */
  process(body: string | Uint8Array, context: Context, options: ProcessOptions = {}): Promise<ProcessResult> {
    return processRequest(this, body, context, options)
  }

  /**
   * Follows a run of the caller's: its events from the start, or after `after`. Rejects with NotFound if there is none of this id, with
   * Conflict if `after` lies beyond what it has written.
   */
  async attachRun(runId: string, context: Context, {after = 0}: {after?: number} = {}): Promise<RunResult> {
    const run = await this.store.loadRun(checkRunId(runId), context)
    if (run === null) throw new NotFoundError('There is no such answer.')
    return await followRun(this, run, context, after)
  }

  /**
   * Stops a run of the caller's; what was written is kept, as for any stop. Resolves when it has ended. Rejects with NotFound if there is
   * none of this id, and remembers: if its request still arrives, the question is stored and not answered.
   */
  cancelRun(runId: string, context: Context): Promise<void> {
    return cancelRun(this, checkRunId(runId), context)
  }

  /**
   * For the end of the process: stops every run with an error that offers Retry, and resolves when what was written is stored. Streams
   * without a run are not its business: they end with their connections.
   */
  stopRuns(reason = 'The assistant is being restarted. Please try again in a moment.'): Promise<void> {
    return this.runs.stopAll(reason)
  }
}

function notImplemented(what: string, method: string): ChatKitError {
  return new ChatKitError('ConfigurationError', `This assistant does not support ${what}.`, {
    cause: new Error(`${method}() is not implemented. Override it in your ChatKitServer to support ${what}.`),
  })
}
