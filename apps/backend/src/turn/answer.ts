import {Runner, type Model} from '@openai/agents'
import type {ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import {CustomStreamError} from 'chatkit-server'
import {streamAgentResponse} from 'chatkit-server/agents'
import type {Logger} from 'pino'
import {createAgent} from '../agent/create-agent.ts'
import {citeEvents} from '../citations/cite-events.ts'
import {ExtractiveModel} from '../extractive/model.ts'
import {planSearches, resolveQuestion, type Turn as Said} from '../extractive/resolve-question.ts'
import {replyToSmallTalk} from '../extractive/small-talk.ts'
import {describeFailure} from '../log/describe-failure.ts'
import {cleanText} from '../text/clean.ts'
import {DocsItemConverter} from './converter.ts'
import type {ModelHealth} from './model-health.ts'
import {OpenMessages} from './open-messages.ts'
import type {Turn} from './turn.ts'

const MAX_MODEL_CALLS = 6
const HISTORY = 20
const MODEL_DOWN = 'The language model can’t be reached right now, so this is quoted from the text instead.'
const MODEL_BROKE_OFF = 'The language model broke off here. This is what the text itself says:'

export interface AnswerOptions {
  readonly turn: Turn
  readonly question: UserMessageItem
  readonly signal: AbortSignal
  /** Null = extractive answers only. */
  readonly model: Model | null
  readonly health: ModelHealth
  readonly logger: Logger
  /** Milliseconds between word groups of an extractive answer; default that of `ExtractiveModel`. */
  readonly pace?: number | undefined
}

/** Without tracing: it would send questions and answers to OpenAI, whichever model is used. */
const runner = new Runner({tracingDisabled: true, traceIncludeSensitiveData: false})

/** Answers a question: search at once, then the agent, its markers turned into citations on the way. */
export async function* answerQuestion(options: AnswerOptions): AsyncGenerator<ThreadStreamEvent> {
  const {turn, question, model, health, signal, logger} = options
  const items = await loadHistory(turn, question)
  const text = textOf(question)
  if (replyToSmallTalk(text, turn.site.title) === null) {
    await searchAhead(turn, text, toSaid(items.slice(0, -1))).catch((error: unknown) => {
      if (signal.aborted) throw signal.reason
      logger.error({failure: describeFailure(error), thread: turn.thread.id}, 'search failed')
      const message = 'The search isn’t working right now. Please try again in a moment.'
      // Without the cause: it is in the line above, and its message may hold the question.
      // oxlint-disable-next-line preserve-caught-error -- as said
      throw new CustomStreamError(message, {allowRetry: true})
    })
    yield* turn.queue.drain()
  }
  const input = await new DocsItemConverter().toAgentInput(items)
  const stream = async function* (chosen: Model): AsyncGenerator<ThreadStreamEvent> {
    const run = await runner.run(createAgent(chosen), input, {
      stream: true,
      context: turn,
      signal,
      maxTurns: MAX_MODEL_CALLS,
    })
    try {
      yield* citeEvents(streamAgentResponse(turn, run), (number) => turn.passages.sourceOf(number))
    } finally {
      turn.tally.inputTokens += run.state.usage.inputTokens
      turn.tally.outputTokens += run.state.usage.outputTokens
    }
  }
  const extract = (preface?: string): AsyncGenerator<ThreadStreamEvent> =>
    stream(
      new ExtractiveModel({
        title: () => turn.site.title,
        ...(options.pace === undefined ? {} : {pace: options.pace}),
        ...(preface === undefined ? {} : {preface}),
      }),
    )

  if (model === null || !health.available) {
    turn.tally.answeredBy = model === null ? 'quotes' : 'fallback'
    yield* extract(model === null ? undefined : MODEL_DOWN)
    return
  }
  turn.tally.answeredBy = 'model'
  const open = new OpenMessages()
  let shown = false
  try {
    for await (const event of stream(model)) {
      open.observe(event)
      shown ||= event.type === 'thread.item.updated'
      yield event
    }
    if (!signal.aborted) health.succeed()
  } catch (error) {
    if (signal.aborted) throw error
    if (health.fail())
      logger.error({failure: describeFailure(error), thread: turn.thread.id}, 'language model failed, quoting instead')
    turn.tally.answeredBy = 'fallback'
    yield* open.end()
    yield* extract(shown ? MODEL_BROKE_OFF : MODEL_DOWN)
  }
}

/** What the extractive model would search for, so that a language model begins with the same passages. */
async function searchAhead(turn: Turn, question: string, before: readonly Said[]): Promise<void> {
  for (const query of planSearches(question, resolveQuestion(question, before))) await turn.search(query)
}

/** The newest items, oldest first, ending with the question itself. */
async function loadHistory(turn: Turn, question: UserMessageItem) {
  const page = await turn.store.loadThreadItems(
    turn.thread.id,
    {limit: HISTORY, after: null, order: 'desc'},
    turn.requestContext,
  )
  const items = page.data.toReversed()
  const at = items.findLastIndex((item) => item.id === question.id)
  return [...(at === -1 ? items : items.slice(0, at)), question]
}

function toSaid(items: Awaited<ReturnType<typeof loadHistory>>): Said[] {
  return items.flatMap((item): Said[] => {
    if (item.type === 'user_message') return [{role: 'user', text: textOf(item)}]
    if (item.type === 'assistant_message')
      return [{role: 'assistant', text: item.content.map((part) => part.text).join(' ')}]
    return []
  })
}

export function textOf(message: UserMessageItem): string {
  return cleanText(message.content.map((part) => part.text).join(' ')).trim()
}
