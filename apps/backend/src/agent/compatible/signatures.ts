import type {ChatRequest} from './chat-request.ts'

/** Far more calls than are under way at once in one process. */
const MOST = 1_000

/**
 * What a server has signed a call with, given back with the call: Gemini 3 refuses one whose signature is missing, and the Agents SDK does
 * not keep it. Source: https://ai.google.dev/gemini-api/docs/thought-signatures
 */
export class Signatures {
  readonly #byCall = new Map<string, unknown>()

  keep(callId: string, signature: unknown): void {
    this.#byCall.set(callId, signature)
    for (const oldest of this.#byCall.keys()) {
      if (this.#byCall.size <= MOST) break
      this.#byCall.delete(oldest)
    }
  }

  putInto(request: ChatRequest): ChatRequest {
    if (this.#byCall.size === 0) return request
    const messages = request.messages.map((message) => ({
      ...message,
      ...(message.tool_calls && {
        tool_calls: message.tool_calls.map((call) =>
          this.#byCall.has(call.id) ? {...call, extra_content: this.#byCall.get(call.id)} : call,
        ),
      }),
    }))
    return {...request, messages}
  }
}
