import {Calls} from './calls.ts'
import {readChunk, type CallDelta, type ChatChunk} from './chat-chunk.ts'
import {ThoughtTags} from './thought-tags.ts'

type Choice = NonNullable<ChatChunk['choices']>[number]

/** Ends that are not the end of what the model had to say. */
const CUT: ReadonlySet<string> = new Set(['length', 'content_filter', 'error'])

/**
 * Makes what compatible servers stream as a chat completion into what the client and the Agents SDK read. They take it at its word: calls
 * without an index are joined into one, a stream that a proxy has cut off is a whole answer, and so is one that has reached its limit. What is not the
 * end of an answer becomes the error that OpenAI itself would send, which leaves what was written where it is.
 */
export class ChatRepair {
  readonly #calls: Calls
  readonly #tags = new ThoughtTags()
  readonly #onSignature: (callId: string, signature: unknown) => void
  #finish: string | null = null
  #hasText = false
  #isDone = false

  constructor(used: Iterable<string>, onSignature: (callId: string, signature: unknown) => void) {
    this.#calls = new Calls(used)
    this.#onSignature = onSignature
  }

  /** The data of one event, repaired. What is no chunk is left to the client to complain about. */
  data(text: string): string {
    if (text === '[DONE]') {
      this.#isDone = true
      return this.#whyCut() ?? text
    }
    const chunk = readChunk(text)
    if (chunk === null) return text
    if (chunk.object === 'error' && !chunk.error) return JSON.stringify({error: chunk})
    return JSON.stringify({...chunk, choices: chunk.choices?.map((choice) => this.#choice(choice))})
  }

  /** What the server should have said before it left, or null. */
  end(): string | null {
    if (this.#isDone) return null
    if (this.#finish === null) return toError('cut_off', 'The stream ended without a finish_reason and without [DONE].')
    return this.#whyCut()
  }

  #whyCut(): string | null {
    const finish = this.#finish ?? ''
    if (!CUT.has(finish)) return null
    // Without a word it is a refusal, which the SDK knows.
    if (finish === 'content_filter' && !this.#hasText) return null
    return toError(finish, `The reply is not whole: finish_reason "${finish}".`)
  }

  #choice(choice: Choice): Choice {
    const {delta, finish_reason: finish} = choice
    const isLast = Boolean(finish)
    if (isLast) this.#finish = finish ?? null
    const calls = delta?.tool_calls?.flatMap((call) => this.#call(call))
    const told = this.#tags.push(delta?.content ?? '')
    const rest = isLast ? this.#tags.end() : {thought: '', answer: ''}
    const thought = told.thought + rest.thought
    const content = told.answer + rest.answer
    this.#hasText ||= content !== ''
    return {
      ...choice,
      delta: {
        ...delta,
        content,
        ...(thought === '' ? {} : {reasoning_content: thought}),
        ...(calls === undefined ? {} : {tool_calls: calls}),
      },
    }
  }

  #call(call: CallDelta): CallDelta[] {
    const repaired = this.#calls.repair(call)
    if (repaired === null) return []
    if (repaired.id && call.extra_content) this.#onSignature(repaired.id, call.extra_content)
    return [repaired]
  }
}

function toError(code: string, message: string): string {
  return JSON.stringify({error: {message, type: 'incomplete', code}})
}
