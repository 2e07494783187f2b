import {z} from 'zod'
import {readJson} from '../../read-json.ts'

const chatRequest = z.looseObject({
  stream: z.literal(true),
  messages: z.array(z.looseObject({tool_calls: z.array(z.looseObject({id: z.string()})).nullish()})),
})

/** The request for a streamed chat completion, as far as it is looked at. */
export type ChatRequest = z.infer<typeof chatRequest>

/** Null when the body is something else. */
export function readChatRequest(body: unknown): ChatRequest | null {
  return typeof body === 'string' ? readJson(chatRequest, body) : null
}

/** Ids of the calls so far. */
export function callIdsOf({messages}: ChatRequest): string[] {
  return messages.flatMap(({tool_calls: calls}) => calls?.map(({id}) => id) ?? [])
}
