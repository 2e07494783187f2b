import {randomUUID} from 'node:crypto'
import type {FeedbackKind} from 'chatkit-protocol'
import type {Kysely} from 'kysely'
import type {DocsTables} from './schema.ts'
import type {TurnRecord} from './turn-record.ts'

/** A question as the report reads it. */
export interface StoredTurn extends Omit<TurnRecord, 'threadId' | 'questionId' | 'answerId'> {
  readonly id: string
  /** Null once its thread is gone. */
  readonly questionId: string | null
  readonly rating: FeedbackKind | null
}

export interface Rating {
  readonly threadId: string
  /** What the client says was rated. */
  readonly itemIds: readonly string[]
  readonly kind: FeedbackKind
  /** The question's text from the conversation; null when it is not there any more. */
  readonly readQuestion: (questionId: string) => Promise<string | null>
}

/** Times before which something is forgotten, in milliseconds since 1970. */
export interface Cutoffs {
  /** Text of questions. */
  readonly questions: number
  /** What still points at a conversation. */
  readonly threads: number
  /** Everything. */
  readonly numbers: number
}

/** Where the numbers of the owner's report are kept, and the few questions that it quotes. */
export class ReportStore {
  readonly #db: Kysely<DocsTables>
  readonly #keepQuestions: boolean

  /** @param keepQuestions whether text may be kept at all */
  constructor(db: Kysely<DocsTables>, keepQuestions: boolean) {
    this.#db = db
    this.#keepQuestions = keepQuestions
  }

  async record(turn: TurnRecord): Promise<void> {
    const id = randomUUID()
    await this.#db.transaction().execute(async (db) => {
      await db
        .insertInto('docs_turns')
        .values({
          id,
          thread_id: turn.threadId,
          question_id: turn.questionId,
          answer_id: turn.answerId,
          asked_at: turn.askedAt,
          outcome: turn.outcome,
          answered_by: turn.answeredBy,
          first_text_ms: turn.firstTextMs,
          total_ms: turn.totalMs,
          unsupported: turn.unsupported,
          rating: null,
          question: this.#keepQuestions ? turn.question : null,
        })
        .execute()
      const cited = turn.cited.map((url) => ({turn_id: id, url}))
      if (cited.length > 0) await db.insertInto('docs_citations').values(cited).execute()
      const models = turn.models.map(({model, replies, uncounted, inputTokens, outputTokens}) => ({
        turn_id: id,
        model,
        replies,
        uncounted,
        input_tokens: inputTokens,
        output_tokens: outputTokens,
      }))
      if (models.length > 0) await db.insertInto('docs_models').values(models).execute()
    })
  }

  /** Notes a rating, and keeps the question of a low one. Whoever rates again takes back what they said before. */
  async rate({threadId, itemIds, kind, readQuestion}: Rating): Promise<void> {
    const turns = await this.#db
      .selectFrom('docs_turns')
      .select(['id', 'question_id', 'answer_id', 'outcome', 'question'])
      .where('thread_id', '=', threadId)
      .execute()
    for (const {id, question_id: questionId, answer_id: answerId, outcome, question} of turns) {
      if (answerId === null || !itemIds.includes(answerId)) continue
      const isKept = this.#keepQuestions && (kind === 'negative' || outcome === 'unanswered')
      const known = isKept && question === null && questionId !== null ? await readQuestion(questionId) : question
      await this.#db
        .updateTable('docs_turns')
        .set({rating: kind, question: isKept ? known : null})
        .where('id', '=', id)
        // The thread may have been deleted while its question was read.
        .where('thread_id', '=', threadId)
        .execute()
    }
  }

  /** Takes the text and whatever points at the thread off its turns. Their numbers stay. */
  async forgetThread(threadId: string): Promise<void> {
    await this.#db.updateTable('docs_turns').set(FORGOTTEN).where('thread_id', '=', threadId).execute()
  }

  /** Forgets what is older than it may be. */
  async sweep({questions, threads, numbers}: Cutoffs): Promise<void> {
    const old = (time: number) => this.#db.updateTable('docs_turns').where('asked_at', '<', time)
    await old(questions).where('question', 'is not', null).set({question: null}).execute()
    await old(threads).where('thread_id', 'is not', null).set(UNLINKED).execute()
    await this.#db.deleteFrom('docs_turns').where('asked_at', '<', numbers).execute()
  }

  /** Tokens of all models since a time, and the replies that were not counted. */
  async tokensSince(from: number): Promise<{tokens: number; uncounted: number}> {
    const row = await this.#db
      .selectFrom('docs_models')
      .innerJoin('docs_turns', 'docs_turns.id', 'docs_models.turn_id')
      .select(({fn}) => [
        fn.sum<string | number | null>('input_tokens').as('input'),
        fn.sum<string | number | null>('output_tokens').as('output'),
        fn.sum<string | number | null>('uncounted').as('uncounted'),
      ])
      .where('asked_at', '>=', from)
      .executeTakeFirst()
    // Postgres gives sums as text, and none at all as null.
    return {tokens: Number(row?.input ?? 0) + Number(row?.output ?? 0), uncounted: Number(row?.uncounted ?? 0)}
  }

  /** Turns asked from one time to before another, oldest first. */
  async read(from: number, to: number): Promise<StoredTurn[]> {
    const turns = await this.#db
      .selectFrom('docs_turns')
      .selectAll()
      .where('asked_at', '>=', from)
      .where('asked_at', '<', to)
      .orderBy('asked_at')
      .orderBy('id')
      .execute()
    const citations = await this.#db
      .selectFrom('docs_citations')
      .innerJoin('docs_turns', 'docs_turns.id', 'docs_citations.turn_id')
      .select(['turn_id', 'url'])
      .where('asked_at', '>=', from)
      .where('asked_at', '<', to)
      .orderBy('url')
      .execute()
    const used = await this.#db
      .selectFrom('docs_models')
      .innerJoin('docs_turns', 'docs_turns.id', 'docs_models.turn_id')
      .select(['turn_id', 'model', 'replies', 'uncounted', 'input_tokens', 'output_tokens'])
      .where('asked_at', '>=', from)
      .where('asked_at', '<', to)
      .orderBy('model')
      .execute()
    const cited = byTurn(citations)
    const models = byTurn(used)
    return turns.map((turn) => ({
      id: turn.id,
      questionId: turn.question_id,
      askedAt: turn.asked_at,
      outcome: turn.outcome,
      answeredBy: turn.answered_by,
      firstTextMs: turn.first_text_ms,
      totalMs: turn.total_ms,
      models: (models.get(turn.id) ?? []).map((use) => ({
        model: use.model,
        replies: use.replies,
        uncounted: use.uncounted,
        inputTokens: use.input_tokens,
        outputTokens: use.output_tokens,
      })),
      unsupported: turn.unsupported,
      rating: turn.rating,
      question: turn.question,
      cited: (cited.get(turn.id) ?? []).map(({url}) => url),
    }))
  }
}

function byTurn<Row extends {readonly turn_id: string}>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const known = found.get(row.turn_id)
    if (known === undefined) found.set(row.turn_id, [row])
    else known.push(row)
  }
  return found
}

const UNLINKED = {thread_id: null, question_id: null, answer_id: null} as const
const FORGOTTEN = {...UNLINKED, question: null} as const
