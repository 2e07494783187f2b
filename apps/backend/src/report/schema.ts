import type {ChatKitTables} from 'chatkit-server/sql'
import type {AnsweredBy, Outcome} from './turn-record.ts'

/** The tables of the owner's report, beside those of the conversations. There is no session id in them. */
export interface DocsTables extends ChatKitTables {
  docs_turns: TurnsTable
  docs_citations: CitationsTable
  docs_models: ModelsTable
}

interface TurnsTable {
  id: string
  /** The three ids find the row again when its answer is rated or its thread deleted; null once the thread is gone. */
  thread_id: string | null
  question_id: string | null
  answer_id: string | null
  /** Milliseconds since 1970. */
  asked_at: number
  outcome: Outcome
  answered_by: AnsweredBy
  first_text_ms: number | null
  total_ms: number
  /** Null where that was not looked at. */
  unsupported: number | null
  rating: 'positive' | 'negative' | null
  /** Only of what was not answered or was rated low. */
  question: string | null
}

interface CitationsTable {
  turn_id: string
  /** Site path with anchor. */
  url: string
}

interface ModelsTable {
  turn_id: string
  /** Empty for turns from before models were told apart. */
  model: string
  replies: number
  uncounted: number
  input_tokens: number
  output_tokens: number
}
