import type {AssistantMessageContent} from 'chatkit-protocol'
import {toAnnotations} from './annotations.ts'
import {isRecord, readArray, readString} from './read.ts'
import type {ResponseStreamConverter} from './response-converter.ts'

/**
 * The final content of a model's message as ChatKit parts. Takes both shapes: the raw Responses item and the SDK's own,
 * where annotations live in `providerData`. A refusal becomes text: ChatKit has no other part.
 */
export async function toMessageContent(
  parts: readonly unknown[],
  converter: ResponseStreamConverter,
): Promise<AssistantMessageContent[]> {
  const content: AssistantMessageContent[] = []
  for (const part of parts.filter(isRecord)) {
    const type = readString(part, 'type')
    if (type === 'refusal') content.push(toText(readString(part, 'refusal') ?? ''))
    if (type !== 'output_text') continue
    const provider = isRecord(part['providerData']) ? readArray(part['providerData'], 'annotations') : []
    const own = readArray(part, 'annotations')
    const annotations = await toAnnotations(own.length > 0 ? own : provider, converter)
    content.push({...toText(readString(part, 'text') ?? ''), annotations})
  }
  return content
}

/** A part without annotations. */
export function toText(text: string): AssistantMessageContent {
  return {type: 'output_text', text, annotations: []}
}
