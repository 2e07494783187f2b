import type {Annotation, AssistantMessageContent, Task, ThreadStreamEvent, URLSource} from 'chatkit-protocol'
import {filterLinks, LinkFilter, type LinkPolicy} from './links.ts'
import {CitationParser, type CitationPart} from './parser.ts'

/** The source that a number stands for in this turn, or null when no such passage was retrieved. */
export type SourceLookup = (number: number) => URLSource | null

/**
 * Turns the markers that a model writes into annotations, in a stream of ChatKit events. The reader never sees a marker,
 * and a number without a retrieved passage leaves nothing behind.
 *
 * @param links which links of the text and of the model's thoughts stay; null = all, for a text that is of our own making
 */
export async function* citeEvents(
  events: AsyncIterable<ThreadStreamEvent>,
  lookup: SourceLookup,
  links: LinkPolicy | null = null,
): AsyncGenerator<ThreadStreamEvent> {
  const open = new Map<string, OpenPart>()
  const partOf = (itemId: string, index: number): OpenPart => {
    const key = `${index}:${itemId}`
    const part = open.get(key) ?? new OpenPart(itemId, index, lookup, links)
    open.set(key, part)
    return part
  }

  for await (const event of events) {
    if (event.type === 'thread.item.updated') {
      const {update, item_id: itemId} = event
      if (update.type === 'assistant_message.content_part.text_delta') {
        yield* partOf(itemId, update.content_index).push(update.delta)
        continue
      }
      if (update.type === 'assistant_message.content_part.done') {
        yield* partOf(itemId, update.content_index).end()
        yield {...event, update: {...update, content: citeContent(update.content, lookup, links)}}
        continue
      }
      // Positions of the model's own annotations no longer fit once markers are gone, and they may point off the site.
      if (update.type === 'assistant_message.content_part.annotation_added') continue
      if (links !== null && (update.type === 'workflow.task.added' || update.type === 'workflow.task.updated')) {
        yield {...event, update: {...update, task: filterTask(update.task, links)}}
        continue
      }
    }
    if (event.type === 'thread.item.done' && event.item.type === 'assistant_message') {
      for (const part of open.values()) if (part.itemId === event.item.id) yield* part.end()
      yield {
        ...event,
        item: {...event.item, content: event.item.content.map((part) => citeContent(part, lookup, links))},
      }
      continue
    }
    if (links !== null && event.type === 'thread.item.done' && event.item.type === 'workflow') {
      const {workflow} = event.item
      const tasks = workflow.tasks.map((task) => filterTask(task, links))
      yield {...event, item: {...event.item, workflow: {...workflow, tasks}}}
      continue
    }
    yield event
  }
}

/** What a model thinks is shown as Markdown, too. */
function filterTask(task: Task, links: LinkPolicy): Task {
  return task.type === 'thought' ? {...task, content: filterLinks(task.content, links)} : task
}

/** A whole text part with its markers turned into annotations: what the streamed events add up to. */
export function citeContent(
  content: AssistantMessageContent,
  lookup: SourceLookup,
  links: LinkPolicy | null = null,
): AssistantMessageContent {
  const parser = new CitationParser()
  const parts = [...parser.push(links === null ? content.text : filterLinks(content.text, links)), ...parser.end()]
  const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
  return {type: 'output_text', text, annotations: parts.flatMap((part) => toAnnotations(part, lookup))}
}

function toAnnotations(part: CitationPart, lookup: SourceLookup): Annotation[] {
  if (part.type === 'text') return []
  return [...new Set(part.numbers)].flatMap((number) => {
    const source = lookup(number)
    return source === null ? [] : [{type: 'annotation' as const, source, index: part.index}]
  })
}

/** One text part while it streams. */
class OpenPart {
  readonly itemId: string
  readonly #index: number
  readonly #lookup: SourceLookup
  readonly #parser = new CitationParser()
  readonly #links: LinkFilter | null
  #annotations = 0
  #ended = false

  constructor(itemId: string, index: number, lookup: SourceLookup, links: LinkPolicy | null) {
    this.itemId = itemId
    this.#index = index
    this.#lookup = lookup
    this.#links = links === null ? null : new LinkFilter(links)
  }

  push(delta: string): ThreadStreamEvent[] {
    return this.#toEvents(this.#parser.push(this.#links === null ? delta : this.#links.push(delta)))
  }

  end(): ThreadStreamEvent[] {
    if (this.#ended) return []
    this.#ended = true
    const held = this.#links?.end() ?? ''
    return this.#toEvents([...this.#parser.push(held), ...this.#parser.end()])
  }

  #toEvents(parts: CitationPart[]): ThreadStreamEvent[] {
    return parts.flatMap((part): ThreadStreamEvent[] => {
      if (part.type === 'text') {
        return [
          this.#update({
            type: 'assistant_message.content_part.text_delta',
            content_index: this.#index,
            delta: part.text,
          }),
        ]
      }
      return toAnnotations(part, this.#lookup).map((annotation) => {
        const annotationIndex = this.#annotations
        this.#annotations += 1
        return this.#update({
          type: 'assistant_message.content_part.annotation_added',
          content_index: this.#index,
          annotation_index: annotationIndex,
          annotation,
        })
      })
    })
  }

  #update(update: Extract<ThreadStreamEvent, {type: 'thread.item.updated'}>['update']): ThreadStreamEvent {
    return {type: 'thread.item.updated', item_id: this.itemId, update}
  }
}
