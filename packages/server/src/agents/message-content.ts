import type {Annotation, AssistantMessageContent} from 'chatkit-protocol'
import {isRecord, readArray, readString} from './read.ts'
import type {ResponseStreamConverter} from './response-converter.ts'

/**
 * The final content of a model's message as ChatKit parts. Takes both shapes: the raw Responses item and the SDK's own,
 * where annotations live in `providerData`. A refusal becomes text: ChatKit has no other part.
 */
export function toMessageContent(
  parts: readonly unknown[],
  converter: ResponseStreamConverter,
): AssistantMessageContent[] {
  return parts.filter(isRecord).flatMap((part): AssistantMessageContent[] => {
    const type = readString(part, 'type')
    if (type === 'refusal') return [{type: 'output_text', text: readString(part, 'refusal') ?? '', annotations: []}]
    if (type !== 'output_text') return []
    const provider = isRecord(part['providerData']) ? readArray(part['providerData'], 'annotations') : []
    const own = readArray(part, 'annotations')
    const annotations = (own.length > 0 ? own : provider)
      .map((annotation) => converter.convertAnnotation(annotation))
      .filter((annotation): annotation is Annotation => annotation !== null)
    return [{type: 'output_text', text: readString(part, 'text') ?? '', annotations}]
  })
}
