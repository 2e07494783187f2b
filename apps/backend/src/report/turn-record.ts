/**
 * How a question ended: `answered` = with at least one citation, `unanswered` = to its end without one, which is how the answering path
 * says "not in this textbook", `talk` = a greeting or the like, `stopped` = by the reader or a restart, `failed` = with an error.
 */
export type Outcome = 'answered' | 'unanswered' | 'talk' | 'stopped' | 'failed'

/** Who wrote the answer: a language model, the quotations that are the rule without one, or those that stepped in for it. */
export type AnsweredBy = 'model' | 'quotes' | 'fallback'

/** One question and what became of it, as numbers; its text only where it may be kept. */
export interface TurnRecord {
  readonly threadId: string
  readonly questionId: string
  /** Null when no answer was begun. */
  readonly answerId: string | null
  /** Milliseconds since 1970. */
  readonly askedAt: number
  readonly outcome: Outcome
  readonly answeredBy: AnsweredBy
  /** Milliseconds from the question to the first words; null when there were none. */
  readonly firstTextMs: number | null
  /** Milliseconds from the question to the end. */
  readonly totalMs: number
  /** As the model's server counts; 0 without a model or where it does not say. */
  readonly inputTokens: number
  readonly outputTokens: number
  /** Site paths of the sections that the answer cites, each once. */
  readonly cited: readonly string[]
  /** The question itself when it was not answered or, later, when its answer was rated low; else null. */
  readonly question: string | null
}

/** What an answer has cost so far, and whose it is. Filled while it is made. */
export interface Tally {
  answeredBy: AnsweredBy
  inputTokens: number
  outputTokens: number
}
