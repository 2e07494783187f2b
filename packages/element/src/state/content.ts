import type {Annotation, AssistantMessageContent, AssistantMessageItem, ThreadItemUpdate} from 'chatkit-protocol'

const emptyPart = (): AssistantMessageContent => ({type: 'output_text', text: '', annotations: []})

/** A part index beyond this is a mistake of the server: padding up to it would only burn memory. */
const MAX_PARTS = 1000

function withPart(
  item: AssistantMessageItem,
  index: number,
  change: (part: AssistantMessageContent) => AssistantMessageContent,
): AssistantMessageItem {
  if (!Number.isInteger(index) || index < 0 || index > MAX_PARTS) return item
  const content = item.content.slice()
  while (content.length <= index) content.push(emptyPart())
  content[index] = change(content[index] ?? emptyPart())
  return {...item, content}
}

function insertAnnotation(annotations: readonly Annotation[], at: number, annotation: Annotation): Annotation[] {
  const next = annotations.slice()
  next.splice(at >= 0 && at <= next.length ? at : next.length, 0, annotation)
  return next
}

/** A part from the wire with the defaults that a terse server leaves out. */
function completePart(part: AssistantMessageContent): AssistantMessageContent {
  return {...part, type: 'output_text', text: part.text ?? '', annotations: part.annotations ?? []}
}

/**
 * Applies one update to an assistant's message, by the rules of the reference server's pending copy (openai-chatkit 1.6.5,
 * server.py `_update_pending_items`): missing parts are padded, an annotation index beyond the end appends.
 * One rule differs: a finished part without annotations keeps those that were streamed, because the agents bridge sends it so.
 */
export function applyContentUpdate(item: AssistantMessageItem, update: ThreadItemUpdate): AssistantMessageItem {
  switch (update.type) {
    case 'assistant_message.content_part.added':
      return withPart(item, update.content_index, () => completePart(update.content))
    case 'assistant_message.content_part.text_delta':
      return withPart(item, update.content_index, (part) => ({...part, text: part.text + update.delta}))
    case 'assistant_message.content_part.annotation_added':
      return withPart(item, update.content_index, (part) => ({
        ...part,
        annotations: insertAnnotation(part.annotations ?? [], update.annotation_index, update.annotation),
      }))
    case 'assistant_message.content_part.done':
      return withPart(item, update.content_index, (part) => {
        const finished = completePart(update.content)
        return finished.annotations?.length ? finished : {...finished, annotations: part.annotations ?? []}
      })
    default:
      return item
  }
}
