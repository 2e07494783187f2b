import {Runner, type CallModelInputFilter, type Model} from '@openai/agents'
import type {ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import {CustomStreamError} from 'chatkit-server'
import {streamAgentResponse} from 'chatkit-server/agents'
import type {Logger} from 'pino'
import {fitContext} from '../agent/context/fit-context.ts'
import {createAgent} from '../agent/create-agent.ts'
import {ModelChain, type ModelLink} from '../agent/model-chain.ts'
import {ModelBrokeOff, ModelsUnavailable} from '../agent/model-failure.ts'
import {buildInstructions, type PromptInput} from '../agent/prompt.ts'
import {showPassage, showPlace} from '../agent/tool-output.ts'
import {citeEvents} from '../citations/cite-events.ts'
import {createLinkPolicy} from '../citations/site-links.ts'
import type {TokenBudget} from '../limits/token-budget.ts'
import type {ModelUseConfig} from '../config/model.ts'
import {ExtractiveModel} from '../extractive/model.ts'
import {planSearches, resolveQuestion, type Turn as Said} from '../extractive/resolve-question.ts'
import {replyToSmallTalk} from '../extractive/small-talk.ts'
import {describeFailure} from '../log/describe-failure.ts'
import {markUnsupported, type SupportCheck} from '../support/mark-unsupported.ts'
import {isAboutKnown} from './about-known.ts'
import {DocsItemConverter} from './converter.ts'
import {loadHistory, textOf, toSaid} from './history.ts'
import {holdUnfounded} from './hold-unfounded.ts'
import {OpenMessages} from './open-messages.ts'
import type {Turn} from './turn.ts'

const MAX_MODEL_CALLS = 6

/** The language models to ask, and how. */
export interface ModelSetup extends ModelUseConfig {
  /** In the order in which they are asked. None = extractive answers only. */
  readonly links: readonly ModelLink[]
  readonly budget: TokenBudget
}

export interface AnswerOptions {
  readonly turn: Turn
  readonly question: UserMessageItem
  readonly signal: AbortSignal
  readonly models: ModelSetup
  readonly logger: Logger
  /** Milliseconds between word groups of an extractive answer; default that of `ExtractiveModel`. */
  readonly pace?: number | undefined
}

/** Without tracing: it would send questions and answers to OpenAI, whichever model is used. */
const runner = new Runner({tracingDisabled: true, traceIncludeSensitiveData: false})

/** Answers a question: search at once, then the agent, its markers turned into citations on the way. */
export async function* answerQuestion(options: AnswerOptions): AsyncGenerator<ThreadStreamEvent> {
  const {turn, question, models, signal, logger} = options
  const {items, isCut} = await loadHistory(turn, question)
  const text = textOf(question)
  const isTalk = replyToSmallTalk(text, turn.site.title, turn.texts) !== null
  if (!isTalk) {
    await searchAhead(turn, text, toSaid(items.slice(0, -1))).catch((error: unknown) => {
      if (signal.aborted) throw signal.reason
      logger.error({failure: describeFailure(error), thread: turn.thread.id}, 'search failed')
      // Without the cause: it is in the line above, and its message may hold the question.
      // oxlint-disable-next-line preserve-caught-error -- as said
      throw new CustomStreamError(turn.texts.searchFailed, {allowRetry: true})
    })
    yield* turn.queue.drain()
  }
  const input = await new DocsItemConverter().toAgentInput(items)
  // Not what tools find later: that stands in their results.
  const ahead = turn.passages.all.map((passage) => showPassage(passage, turn.passages.numberOf(passage)))
  const nearest = turn.nearest.map(showPlace)
  const instruct = (shown: Pick<PromptInput, 'passages' | 'isCut'>): string =>
    buildInstructions({title: turn.site.title, page: turn.page, nearest, elsewhere: turn.elsewhere, ...shown})
  const fit: CallModelInputFilter = ({modelData}) => {
    const {contextTokens} = models
    return fitContext({input: modelData.input, passages: ahead, isCut, instruct, contextTokens})
  }
  const stream = async function* (
    chosen: Model,
    filter: {callModelInputFilter?: CallModelInputFilter} = {},
  ): AsyncGenerator<ThreadStreamEvent> {
    const run = await runner.run(createAgent(chosen), input, {
      stream: true,
      context: turn,
      signal,
      maxTurns: MAX_MODEL_CALLS,
      ...filter,
      // It is told that there is no such tool, and may use one that there is.
      toolNotFoundBehavior: 'return_error_to_model',
    })
    // What is quoted has its links from us.
    const links = chosen instanceof ExtractiveModel ? null : createLinkPolicy(turn.site, () => turn.passages)
    yield* citeEvents(streamAgentResponse(turn, run), (number) => turn.passages.sourceOf(number), links)
  }
  const extract = (preface?: string): AsyncGenerator<ThreadStreamEvent> =>
    stream(
      new ExtractiveModel({
        title: () => turn.site.title,
        texts: turn.texts,
        pageOf: (number) => turn.pageOf(number),
        ...(options.pace === undefined ? {} : {pace: options.pace}),
        ...(preface === undefined ? {} : {preface}),
      }),
    )

  if (models.links.length === 0) {
    yield* extract()
    return
  }
  if (models.budget.isSpent) {
    turn.tally.answeredBy = 'fallback'
    yield* extract(turn.texts.modelSpent)
    return
  }
  turn.tally.answeredBy = 'model'
  const open = new OpenMessages()
  let shown = false
  let isInvented = false
  const isFounded = (): boolean => turn.passages.all.length > 0
  const onDropped = (): void => {
    isInvented = true
  }
  try {
    const written = stream(createChain(options), {callModelInputFilter: fit})
    const answer =
      isTalk || isAboutKnown(text, turn.page, items) ? written : holdUnfounded(written, isFounded, onDropped)
    // A greeting is answered from no passage.
    for await (const event of isTalk ? answer : markUnsupported(answer, createCheck(options))) {
      open.observe(event)
      shown ||= event.type === 'thread.item.updated'
      yield event
    }
  } catch (error) {
    if (signal.aborted) throw error
    // A Responses server ends the message before it says that the reply is not whole.
    const isHalf = open.hasText || (error instanceof ModelBrokeOff && open.hasEnded)
    yield* open.end()
    // Not gone on with: whoever asks again gets one whole answer, from another model or quoted.
    if (isHalf) throw new CustomStreamError(turn.texts.modelStopped, {allowRetry: true})
    turn.tally.answeredBy = 'fallback'
    if (error instanceof ModelsUnavailable) {
      yield* extract(shown ? turn.texts.modelBrokeOff : turn.texts.modelDown)
      return
    }
    // The chain has logged its own failures; what is left is an agent that came to no end.
    if (!(error instanceof ModelBrokeOff))
      logger.error({failure: describeFailure(error), thread: turn.thread.id}, 'language model came to no answer')
    yield* extract(turn.texts.modelGaveUp)
    return
  }
  if (!isInvented) return
  // Says that nothing was found, and what comes nearest.
  yield* extract()
}

function createCheck({turn, models}: AnswerOptions): SupportCheck {
  return {
    evidence: (url) => turn.passages.evidenceAt(url),
    all: () => turn.passages.evidence,
    say: models.markUnsupported ? (sentences) => turn.texts.unsupported(sentences) : null,
    onChecked: (sentences) => {
      turn.tally.unsupported = (turn.tally.unsupported ?? 0) + sentences
    },
  }
}

function createChain({turn, models, logger}: AnswerOptions): ModelChain {
  return new ModelChain({
    ...models,
    maxRequests: MAX_MODEL_CALLS,
    onUsage: (model, count) => {
      turn.tally.addReply(model, count)
      models.budget.spend(count)
    },
    onFailure: (error, model, next) => {
      const then = next === null ? '' : `, asking ${next}`
      logger.error({failure: describeFailure(error), model, thread: turn.thread.id}, `language model failed${then}`)
    },
  })
}

/** What the extractive model would search for, so that a language model begins with the same passages. */
async function searchAhead(turn: Turn, question: string, before: readonly Said[]): Promise<void> {
  for (const query of planSearches(question, resolveQuestion(question, before))) await turn.search(query)
}
