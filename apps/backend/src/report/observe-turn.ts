import type {AssistantMessageItem, ThreadStreamEvent} from 'chatkit-protocol'
import {excerpt} from '../text/clean.ts'
import type {Tally} from './tally.ts'
import type {Outcome, TurnRecord} from './turn-record.ts'

/** Characters of a question that are kept. */
const MAX_QUESTION = 500

export interface ObservedTurn {
  readonly threadId: string
  readonly questionId: string
  readonly question: string
  /** A greeting or thanks: what it gets needs no citation. */
  readonly isTalk: boolean
  readonly tally: Readonly<Pick<Tally, 'answeredBy' | 'models' | 'unsupported'>>
  /** Aborts when the answer is stopped. */
  readonly signal: AbortSignal
  /** Called once, when the answer has ended, however it did. Must not throw. */
  readonly onEnd: (record: TurnRecord) => void
}

/** The same events, and at their end a record of the turn. */
export async function* observeTurn(
  events: AsyncIterable<ThreadStreamEvent>,
  turn: ObservedTurn,
): AsyncGenerator<ThreadStreamEvent> {
  const askedAt = Date.now()
  const started = performance.now()
  const since = (): number => Math.round(performance.now() - started)
  const cited = new Set<string>()
  let firstTextMs: number | null = null
  let answerId: string | null = null
  let ending: 'done' | 'stopped' | 'failed' = 'stopped'
  try {
    for await (const event of events) {
      if (firstTextMs === null && hasText(event)) firstTextMs = since()
      if (event.type === 'thread.item.done' && event.item.type === 'assistant_message') {
        answerId = event.item.id
        for (const url of citedBy(event.item.content)) cited.add(url)
      }
      yield event
    }
    // An agent's stream that is stopped may end as if it were done.
    if (!turn.signal.aborted) ending = 'done'
  } catch (error) {
    if (!turn.signal.aborted) ending = 'failed'
    throw error
  } finally {
    const outcome = outcomeOf(ending, cited.size > 0, turn.isTalk)
    const {answeredBy, models, unsupported} = turn.tally
    turn.onEnd({
      threadId: turn.threadId,
      questionId: turn.questionId,
      answerId,
      askedAt,
      outcome,
      answeredBy,
      firstTextMs,
      totalMs: since(),
      models,
      unsupported,
      cited: [...cited],
      question: outcome === 'unanswered' ? cutQuestion(turn.question) : null,
    })
  }
}

/** A question as it is kept: one line of at most 500 characters. */
export function cutQuestion(text: string): string {
  return excerpt(text, MAX_QUESTION)
}

function outcomeOf(ending: 'done' | 'stopped' | 'failed', isCited: boolean, isTalk: boolean): Outcome {
  if (ending !== 'done') return ending
  if (isTalk) return 'talk'
  return isCited ? 'answered' : 'unanswered'
}

function hasText(event: ThreadStreamEvent): boolean {
  if (event.type === 'thread.item.done')
    return event.item.type === 'assistant_message' && event.item.content.some(({text}) => text !== '')
  return (
    event.type === 'thread.item.updated' &&
    event.update.type === 'assistant_message.content_part.text_delta' &&
    event.update.delta !== ''
  )
}

function citedBy(content: AssistantMessageItem['content']): string[] {
  return content.flatMap(({annotations}) =>
    annotations.flatMap(({source}) => (source.type === 'url' ? [source.url] : [])),
  )
}
