/**
 * How a question ended: `answered` = with at least one citation, `unanswered` = to its end without one, which is how the answering path
 * says "not in this textbook", `talk` = a greeting or the like, `stopped` = by the reader or a restart, `failed` = with an error.
 */
export type Outcome = 'answered' | 'unanswered' | 'talk' | 'stopped' | 'failed'

/**
 * Who wrote the answer: a language model (also where it found nothing, and words of ours say so), the quotations that are the rule without
 * one, or those that stepped in when it failed.
 */
export type AnsweredBy = 'model' | 'quotes' | 'fallback'

/** What one language model has read and written. */
export interface ModelUse {
  readonly model: string
  /** Replies that it has begun. */
  readonly replies: number
  /** Those of them whose tokens its server has not counted, or that were broken off before it could. */
  readonly uncounted: number
  /** As the model's server counts, of the other replies. */
  readonly inputTokens: number
  readonly outputTokens: number
}

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
  /** What each language model has done for the answer; empty without one. */
  readonly models: readonly ModelUse[]
  /** Sentences of a model's answer that its passages do not bear out; null where that was not looked at. */
  readonly unsupported: number | null
  /** Site paths of the sections that the answer cites, each once. */
  readonly cited: readonly string[]
  /** The question itself when it was not answered or, later, when its answer was rated low; else null. */
  readonly question: string | null
}
