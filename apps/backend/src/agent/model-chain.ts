import {setTimeout as sleep} from 'node:timers/promises'
import {Usage, type Model, type ModelRequest, type ModelResponse, type StreamEvent} from '@openai/agents'
import type {ModelHealth} from '../turn/model-health.ts'
import {withDeadlines, type Deadlines} from './deadlines.ts'
import {isEmpty, isGenerated, readUsage, type TokenCount} from './model-events.ts'
import {EmptyReply, isPassing, isRequestFault, ModelBrokeOff, ModelsUnavailable, retryAfterOf} from './model-failure.ts'
import {withoutOrigins} from './without-origins.ts'

/** Milliseconds to wait before the last model of a chain is asked again, and at most, when its server says how long. */
const RETRY_WAIT = 500
const MAX_RETRY_WAIT = 5_000

/** A language model and how it is doing. Shared by all turns. */
export interface ModelLink {
  readonly name: string
  readonly model: Model
  readonly health: ModelHealth
}

export interface ModelChainOptions {
  /** In the order in which they are asked. */
  readonly links: readonly ModelLink[]
  readonly deadlines: Deadlines
  /** Milliseconds for all replies of the turn together. Default: no limit. */
  readonly totalMs?: number
  /** Requests after which the model must answer without another call of a tool. */
  readonly maxRequests: number
  /** Called for each reply that was begun; null when the tokens were not counted. */
  readonly onUsage: (model: string, usage: TokenCount | null) => void
  /** Called for a failure that is worth a line in the log. @param next who is asked instead; null = nobody */
  readonly onFailure: (error: unknown, model: string, next: string | null) => void
}

/**
 * Several models as one, for one turn: a model that fails before it has made anything is replaced by the next, which gets the same
 * request. Nothing is held back once something was made, so nothing can be shown twice; a failure after that is the end of the answer.
 */
export class ModelChain implements Model {
  readonly #options: ModelChainOptions
  /** A model that has failed in this turn is not asked again in it. */
  #at = 0
  /** Who has written the calls that are in the input of the next request. */
  #author: ModelLink | null = null
  #requests = 0
  readonly #endsAt: number

  constructor(options: ModelChainOptions) {
    this.#options = options
    this.#endsAt = performance.now() + (options.totalMs ?? Infinity)
  }

  async getResponse(request: ModelRequest): Promise<ModelResponse> {
    for await (const event of this.getStreamedResponse(request)) {
      if (event.type !== 'response_done') continue
      const {usage, output, id} = event.response
      return {usage: new Usage(usage), output, responseId: id}
    }
    throw new EmptyReply('The model sent no reply.')
  }

  /**
   * @throws ModelsUnavailable when no model could begin
   * @throws ModelBrokeOff when one failed later
   */
  async *getStreamedResponse(request: ModelRequest): AsyncGenerator<StreamEvent> {
    const {links, maxRequests} = this.#options
    this.#requests += 1
    const mustAnswer = this.#requests >= maxRequests
    const asked: ModelRequest = mustAnswer
      ? {...request, modelSettings: {...request.modelSettings, toolChoice: 'none'}}
      : request
    for (; this.#at < links.length; this.#at += 1) {
      const link = links[this.#at]
      if (link?.health.admit() !== true) continue
      if (yield* this.#tryLink(link, this.#author === null || this.#author === link ? asked : withoutOrigins(asked))) {
        this.#author = link
        return
      }
    }
    throw new ModelsUnavailable('No language model could be reached.')
  }

  /** @returns whether it has answered; else nothing was sent */
  async *#tryLink(link: ModelLink, request: ModelRequest): AsyncGenerator<StreamEvent, boolean> {
    const isLast = this.#at === this.#options.links.length - 1
    for (let attempt = 1; ; attempt += 1) {
      let begun = false
      try {
        for await (const event of this.#stream(link, request)) {
          begun = true
          yield event
        }
        link.health.succeed()
        return true
      } catch (error) {
        if (request.signal?.aborted === true) throw error
        const wait = retryAfterOf(error) ?? RETRY_WAIT
        // With another model at hand the reader need not wait for this one.
        if (!begun && isLast && attempt === 1 && isPassing(error) && wait <= MAX_RETRY_WAIT) {
          await sleep(wait, undefined, {signal: request.signal})
          continue
        }
        this.#noteFailure(link, error, begun)
        if (begun) throw new ModelBrokeOff('The language model broke off.', {cause: error})
        return false
      }
    }
  }

  /** One reply, from its first word on. What comes before that is held back, for it may be another model's reply in the end. */
  async *#stream({name, model}: ModelLink, request: ModelRequest): AsyncGenerator<StreamEvent> {
    const {deadlines, onUsage} = this.#options
    const early: StreamEvent[] = []
    let begun = false
    let usage: TokenCount | null = null
    let ended = false
    try {
      const open = (signal: AbortSignal): AsyncIterable<StreamEvent> => model.getStreamedResponse({...request, signal})
      for await (const event of withDeadlines(open, isGenerated, deadlines, request.signal, this.#endsAt)) {
        if (event.type === 'response_done') {
          ended = true
          usage = readUsage(event.response)
          if (isEmpty(event.response)) throw new EmptyReply('The model has replied with nothing.')
        }
        begun ||= isGenerated(event)
        if (begun) yield* early.splice(0)
        if (begun) yield event
        else early.push(event)
      }
      if (!ended) throw new EmptyReply('The reply ended before it was finished.')
    } finally {
      // A reply that was broken off has cost something, too, and nobody knows how much.
      if (begun || ended) onUsage(name, usage)
    }
  }

  #noteFailure({name, health}: ModelLink, error: unknown, begun: boolean): void {
    const next = begun ? undefined : this.#options.links[this.#at + 1]
    // What is wrong with one request says nothing about the next one.
    if (isRequestFault(error) || health.fail(retryAfterOf(error)))
      this.#options.onFailure(error, name, next?.name ?? null)
  }
}
