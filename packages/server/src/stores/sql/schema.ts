/**
 * The tables of {@link SqlStore}. Records are kept as JSON text, beside the few columns that queries need: what a record holds can then
 * grow without a migration. Everything is keyed by the subject first, so no query can reach another person's rows.
 */
export interface ChatKitTables {
  chatkit_threads: ThreadsTable
  chatkit_items: ItemsTable
  chatkit_attachments: AttachmentsTable
  chatkit_runs: RunsTable
}

interface ThreadsTable {
  subject: string
  id: string
  /** Milliseconds since 1970, for sorting: times as text sort wrongly once two servers format them differently. */
  created_at: number
  data: string
}

interface ItemsTable {
  subject: string
  thread_id: string
  id: string
  /** The item's place in its thread, given once. */
  position: number
  data: string
}

interface AttachmentsTable {
  subject: string
  id: string
  data: string
}

interface RunsTable {
  subject: string
  id: string
  /** Null, as is `data`, for a run that was asked to stop before it began. */
  thread_id: string | null
  state: string
  /** 1 = somebody asked for it to be stopped. */
  cancelled: number
  /** Milliseconds since 1970. */
  created_at: number
  data: string | null
}
