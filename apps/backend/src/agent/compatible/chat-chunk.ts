import {z} from 'zod'
import {readJson} from '../../read-json.ts'

const callDelta = z.looseObject({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: z.looseObject({name: z.string().nullish(), arguments: z.string().nullish()}).nullish(),
  extra_content: z.unknown().optional(),
})

const choice = z.looseObject({
  index: z.number().nullish(),
  finish_reason: z.string().nullish(),
  delta: z.looseObject({content: z.string().nullish(), tool_calls: z.array(callDelta).nullish()}).nullish(),
})

const chunk = z.looseObject({
  object: z.string().nullish(),
  error: z.unknown().optional(),
  choices: z.array(choice).nullish(),
})

/** A chunk of a streamed chat completion, as loosely as servers send it. */
export type ChatChunk = z.infer<typeof chunk>
export type CallDelta = z.infer<typeof callDelta>

/** Null when the text is no chunk; the client then says what is wrong with it. */
export function readChunk(text: string): ChatChunk | null {
  return readJson(chunk, text)
}
