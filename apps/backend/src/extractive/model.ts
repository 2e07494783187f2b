import {randomUUID} from 'node:crypto'
import {setTimeout as sleep} from 'node:timers/promises'
import {Usage, type Model, type ModelRequest, type ModelResponse, type StreamEvent} from '@openai/agents'
import {composeAnswer} from './compose.ts'
import {readConversation} from './conversation.ts'
import {planSearches, resolveQuestion} from './resolve-question.ts'
import {ENGLISH} from '../texts/en.ts'
import type {Texts} from '../texts/texts.ts'
import type {SectionLink} from '../search/types.ts'
import {replyToSmallTalk} from './small-talk.ts'
import {readCited, writeSuggestions} from './suggest.ts'

/** Name of the tool that this model calls; the agent must offer it. */
export const SEARCH_TOOL = 'search_textbook'

type OutputItem = Extract<StreamEvent, {type: 'response_done'}>['response']['output'][number]

export interface ExtractiveModelOptions {
  /** The site's name for a sentence; asked for each time, as an index may come later. */
  readonly title: () => string
  /** What is said around the quotations; default: in English. */
  readonly texts?: Texts
  /** The sections of the page that the passage of a number is on; default: none, and then less to go on with is suggested. */
  readonly pageOf?: (number: number) => Promise<readonly SectionLink[]>
  /** Milliseconds between groups of words, default 16: about one paint, so that text is seen to arrive. */
  readonly pace?: number
  /** Said before the answer, e.g. why no language model answers. */
  readonly preface?: string
}

/**
 * A `Model` of the Agents SDK that writes nothing of its own: it searches with the question, then quotes the best sentences
 * of what was found, each with its marker. It needs no network and no key, and goes through the same agent, tool and
 * citations as any language model.
 */
export class ExtractiveModel implements Model {
  readonly #options: ExtractiveModelOptions

  constructor(options: ExtractiveModelOptions) {
    this.#options = options
  }

  async getResponse(request: ModelRequest): Promise<ModelResponse> {
    return {usage: new Usage(), output: await this.#answer(request), responseId: randomUUID()}
  }

  async *getStreamedResponse(request: ModelRequest): AsyncIterable<StreamEvent> {
    yield {type: 'response_started'}
    const output = await this.#answer(request)
    for (const item of output) {
      if (item.type !== 'message' || item.role !== 'assistant') continue
      const text = item.content.map((part) => (part.type === 'output_text' ? part.text : '')).join('')
      for (const delta of splitIntoGroups(text)) {
        request.signal?.throwIfAborted()
        yield {type: 'output_text_delta', delta}
        await sleep(this.#options.pace ?? 16, undefined, {signal: request.signal})
      }
    }
    yield {
      type: 'response_done',
      response: {id: randomUUID(), usage: {inputTokens: 0, outputTokens: 0, totalTokens: 0}, output},
    }
  }

  async #answer(request: ModelRequest): Promise<OutputItem[]> {
    const title = this.#options.title()
    const texts = this.#options.texts ?? ENGLISH
    const {question, before, found, searched} = readConversation(request.input)
    const smallTalk = replyToSmallTalk(question, title, texts)
    if (smallTalk !== null) return [this.#message(smallTalk)]
    const context = resolveQuestion(question, before)
    if (!searched) return planSearches(question, context).map(callSearch)
    if (found === null) return [this.#message(texts.searchFailed)]
    const answer = composeAnswer(question, context, found, {title, texts})
    const cited = readCited(answer, found.passages)
    const [first] = cited
    if (first === undefined) return [this.#message(answer)]
    const page = (await this.#options.pageOf?.(first.number)) ?? []
    const asked = [...before.filter(({role}) => role === 'user').map(({text}) => text), question]
    const more = writeSuggestions({cited, passages: found.passages, page, asked, texts})
    return [this.#message(more === '' ? answer : `${answer}\n\n${more}`)]
  }

  #message(text: string): OutputItem {
    const {preface} = this.#options
    const said = preface === undefined ? text : `${preface}\n\n${text}`
    return {type: 'message', role: 'assistant', status: 'completed', content: [{type: 'output_text', text: said}]}
  }
}

function callSearch(query: string): OutputItem {
  return {
    type: 'function_call',
    callId: `call_${randomUUID()}`,
    name: SEARCH_TOOL,
    arguments: JSON.stringify({query}),
    status: 'completed',
  }
}

/** Groups of about four words with the space after them, joined the same as the text. */
export function splitIntoGroups(text: string, size = 4): string[] {
  return text.match(new RegExp(String.raw`(?:\S+\s*|\s+){1,${size}}`, 'g')) ?? []
}
