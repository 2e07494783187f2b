import {z} from 'zod'

const chatRequest = z.looseObject({
  stream: z.literal(true),
  messages: z.array(z.looseObject({tool_calls: z.array(z.looseObject({id: z.string()})).nullish()})),
})

/** The request for a streamed chat completion, as far as it is looked at. */
export type ChatRequest = z.infer<typeof chatRequest>

/** Null when the body is something else. */
export function readChatRequest(body: unknown): ChatRequest | null {
  if (typeof body !== 'string') return null
  try {
    const parsed = chatRequest.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Ids of the calls so far. */
export function callIdsOf({messages}: ChatRequest): string[] {
  return messages.flatMap(({tool_calls: calls}) => calls?.map(({id}) => id) ?? [])
}
