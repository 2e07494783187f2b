import type {AssistantMessageContent, AssistantMessageItem, ThreadStreamEvent} from 'chatkit-protocol'
import {excerpt} from '../text/clean.ts'
import {escapeMarkdown} from '../text/markdown.ts'
import {noteOf} from './note.ts'
import {findUnsupported, stripMarkup, type Evidence} from './judge.ts'
import {readStatements} from './statements.ts'

/** Sentences that are quoted in the note, and characters of each. */
const QUOTED = 3
const QUOTE_LENGTH = 100

export interface SupportCheck {
  readonly evidence: Evidence
  /** Everything that was retrieved in the turn. */
  readonly all: () => readonly string[]
  /** What is written below an answer. Null = nothing, they are only counted. */
  readonly say: ((sentences: string) => string) | null
  /** Called for each message that was looked at. */
  readonly onChecked: (unsupported: number) => void
}

/**
 * The same events, and at the end of each message a line that names the sentences which the cited passages do not bear out. All that
 * streams goes through at once: what is looked at is the finished text.
 */
export async function* markUnsupported(
  events: AsyncIterable<ThreadStreamEvent>,
  check: SupportCheck,
): AsyncGenerator<ThreadStreamEvent> {
  const notes = new Map<string, string>()
  for await (const event of events) {
    if (event.type === 'thread.item.updated' && event.update.type === 'assistant_message.content_part.done') {
      const {content_index: index, content} = event.update
      const note = noteFor(content, check)
      notes.set(`${index}:${event.item_id}`, note)
      if (note !== '') yield toDelta(event.item_id, index, note)
      yield {...event, update: {...event.update, content: withNote(content, note)}}
    } else if (event.type === 'thread.item.done' && event.item.type === 'assistant_message') {
      const item: AssistantMessageItem = {...event.item, content: [...event.item.content]}
      for (const [index, content] of item.content.entries()) {
        const known = notes.get(`${index}:${item.id}`)
        const note = known ?? noteFor(content, check)
        if (known === undefined && note !== '') yield toDelta(item.id, index, note)
        item.content[index] = withNote(content, note)
      }
      yield {...event, item}
    } else {
      yield event
    }
  }
}

function noteFor({text, annotations}: AssistantMessageContent, {evidence, all, say, onChecked}: SupportCheck): string {
  const statements = readStatements(text, annotations)
  const unsupported = findUnsupported(statements, evidence, all())
  if (unsupported === null) return ''
  onChecked(unsupported.length)
  if (say === null || unsupported.length === 0) return ''
  const quoted = unsupported
    .slice(0, QUOTED)
    .map((one) => `“${escapeMarkdown(excerpt(stripMarkup(one.text), QUOTE_LENGTH))}”`)
  return noteOf(say(quoted.join(' · ')))
}

function withNote(content: AssistantMessageContent, note: string): AssistantMessageContent {
  return note === '' ? content : {...content, text: content.text + note}
}

function toDelta(itemId: string, index: number, delta: string): ThreadStreamEvent {
  return {
    type: 'thread.item.updated',
    item_id: itemId,
    update: {type: 'assistant_message.content_part.text_delta', content_index: index, delta},
  }
}
