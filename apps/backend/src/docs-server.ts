import {setTimeout as sleep} from 'node:timers/promises'
import type {FeedbackKind, ThreadMetadata, ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import {
  ChatKitServer,
  CustomStreamError,
  type HookOptions,
  type ProcessOptions,
  type ProcessResult,
  type RunLog,
  type Store,
} from 'chatkit-server'
import type {Logger} from 'pino'
import type {IndexHealth} from './index/watcher.ts'
import type {TurnLimits} from './limits/turn-limits.ts'
import {replyToSmallTalk} from './extractive/small-talk.ts'
import {describeFailure} from './log/describe-failure.ts'
import {cutQuestion, observeTurn} from './report/observe-turn.ts'
import type {ReportWriter} from './report/report-writer.ts'
import {chooseEdition} from './search/editions.ts'
import type {SearchIndex} from './search/types.ts'
import {ENGLISH} from './texts/en.ts'
import {textsFor} from './texts/texts-for.ts'
import type {Texts} from './texts/texts.ts'
import {answerQuestion, type ModelSetup} from './turn/answer.ts'
import {textOf} from './turn/history.ts'
import {sayOnce} from './turn/say.ts'
import {keepPartial} from './turn/keep-partial.ts'
import {readPage, type PageContext} from './turn/page.ts'
import {titleOf} from './turn/title.ts'
import {Turn, type RequestContext} from './turn/turn.ts'

export interface DocsServerOptions {
  readonly store: Store<RequestContext>
  readonly runLog: RunLog
  readonly index: SearchIndex
  readonly indexHealth: () => IndexHealth
  readonly models: ModelSetup
  readonly limits: TurnLimits
  readonly logger: Logger
  /** Null = no report is kept. */
  readonly report: ReportWriter | null
  /** Milliseconds between word groups of an extractive answer. */
  readonly pace?: number | undefined
}

/** Milliseconds that answers get to end when the server stops, and then those whose readers take nothing. */
const STOP_TIMEOUT = 2_000
const CUT_TIMEOUT = 1_000

/** The ChatKit server of a documentation site: every question goes through search, agent and citations. */
export class DocsServer extends ChatKitServer<RequestContext> {
  readonly #options: DocsServerOptions
  readonly #stopping = new AbortController()
  readonly #cutting = new AbortController()
  #answering = 0
  #onIdle: () => void = () => {}

  constructor(options: DocsServerOptions) {
    super({
      store: options.store,
      runLog: options.runLog,
      onError: (error, info) => options.logger.error({err: error, ...info}, 'unexpected error'),
    })
    this.#options = options
  }

  override async process(
    body: string | Uint8Array,
    context: RequestContext,
    options: ProcessOptions = {},
  ): Promise<ProcessResult> {
    const signal = AbortSignal.any([this.#cutting.signal, ...(options.signal === undefined ? [] : [options.signal])])
    return await super.process(body, context, {...options, signal})
  }

  override async admitTurn(_threadId: string, {sessionId, address}: RequestContext): Promise<() => void> {
    return this.#track(this.#options.limits.begin(sessionId, address))
  }

  async *respond(
    thread: ThreadMetadata,
    question: UserMessageItem | null,
    context: RequestContext,
    {signal, metadata}: HookOptions,
  ): AsyncGenerator<ThreadStreamEvent> {
    // There are no client tools and no forms here, so nothing can continue without a question.
    if (question === null) return
    const title = thread.title === undefined ? titleOf(textOf(question)) : null
    if (title !== null) thread.title = title
    const {store, index, models, logger, pace, report} = this.#options
    const read = withQuote(readPage(metadata), question)
    const text = textOf(question)
    const {site: byDefault, editions} = await index.status()
    if (byDefault === null) {
      yield* sayOnce(store, thread, context, this.#describeMissingIndex(textsFor(read.locale)))
      return
    }
    const {site, page} = chooseEdition(text, read, {site: byDefault, editions})
    const turn = new Turn({
      thread,
      store,
      requestContext: context,
      index,
      site,
      page,
      onToolFailure: (error) =>
        logger.error({failure: describeFailure(error), thread: thread.id}, 'a tool of the agent failed'),
    })
    const stopping = this.#stopping.signal
    const either = AbortSignal.any([signal, stopping])
    const answer = answerQuestion({turn, question, signal: either, models, logger, pace})
    const events = observeTurn(answer, {
      threadId: thread.id,
      questionId: question.id,
      question: text,
      isTalk: replyToSmallTalk(text, site.title, turn.texts) !== null,
      tally: turn.tally,
      signal: either,
      onEnd: (record) => report?.record(record),
    })
    const cut = yield* keepPartial(events, stopping)
    // The reader is still there: what was written is kept, and it is said why there is no more.
    if (cut && !signal.aborted) throw new CustomStreamError(turn.texts.restarted, {allowRetry: true})
  }

  override async addFeedback(
    threadId: string,
    itemIds: string[],
    kind: FeedbackKind,
    context: RequestContext,
  ): Promise<void> {
    const {report, store} = this.#options
    const readQuestion = async (id: string): Promise<string | null> => {
      const item = await store.loadItem(threadId, id, context)
      return item.type === 'user_message' ? cutQuestion(textOf(item)) : null
    }
    report?.rate({threadId, itemIds, kind, readQuestion})
  }

  /** Ends every answer under way, keeping what was written, and waits until that is stored, but not for readers that hang. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#idle(STOP_TIMEOUT)
    this.#cutting.abort()
    await Promise.race([this.stopRuns(ENGLISH.restarted), sleep(CUT_TIMEOUT, undefined, {ref: false})])
    await this.#idle(CUT_TIMEOUT)
  }

  async #idle(most: number): Promise<void> {
    if (this.#answering === 0) return
    const idle = new Promise<void>((resolve) => {
      this.#onIdle = resolve
    })
    await Promise.race([idle, sleep(most, undefined, {ref: false})])
  }

  #track(release: () => void): () => void {
    this.#answering += 1
    let released = false
    return () => {
      release()
      if (released) return
      released = true
      this.#answering -= 1
      if (this.#answering === 0) this.#onIdle()
    }
  }

  #describeMissingIndex({indexUnreadable, beingIndexed, notIndexed}: Texts): string {
    const {state} = this.#options.indexHealth()
    if (state === 'loading') return beingIndexed
    return state === 'invalid' ? indexUnreadable : notIndexed
  }
}

/** What a reader quotes is what they have marked, wherever on the page they are by now. */
function withQuote(page: PageContext, {quoted_text: quote}: UserMessageItem): PageContext {
  return typeof quote === 'string' && quote.trim() !== '' ? {...page, selection: quote} : page
}
