import type {Kysely} from 'kysely'
import type {PageQuery} from '../../store.ts'
import {missing} from '../missing.ts'
import type {ChatKitTables} from './schema.ts'
import type {Row} from './to-page.ts'

type Db = Kysely<ChatKitTables>

// Keyset paging: where the last page ended, not how many rows to skip. Two columns, so that rows with the same time or place are neither
// skipped nor shown twice. Written out rather than as a row comparison, which SQLite and Postgres plan differently.

/** The rows of one page of threads, and one more if there is one. */
export async function selectThreadPage(db: Db, subject: string, {after, limit, order}: PageQuery): Promise<Row[]> {
  const base = db.selectFrom('chatkit_threads').select(['id', 'data']).where('subject', '=', subject)
  const sorted = base
    .orderBy('created_at', order)
    .orderBy('id', order)
    .limit(limit + 1)
  if (after === null) return sorted.execute()

  const cursor = await db
    .selectFrom('chatkit_threads')
    .select('created_at')
    .where('subject', '=', subject)
    .where('id', '=', after)
    .executeTakeFirst()
  if (cursor === undefined) throw missing('Thread', after)
  const beyond = order === 'asc' ? '>' : '<'
  return sorted
    .where((eb) =>
      eb.or([
        eb('created_at', beyond, cursor.created_at),
        eb.and([eb('created_at', '=', cursor.created_at), eb('id', beyond, after)]),
      ]),
    )
    .execute()
}

/** The rows of one page of a thread's items, and one more if there is one. */
export async function selectItemPage(
  db: Db,
  subject: string,
  threadId: string,
  {after, limit, order}: PageQuery,
): Promise<Row[]> {
  const base = db
    .selectFrom('chatkit_items')
    .select(['id', 'data'])
    .where('subject', '=', subject)
    .where('thread_id', '=', threadId)
  const sorted = base
    .orderBy('position', order)
    .orderBy('id', order)
    .limit(limit + 1)
  if (after === null) return sorted.execute()

  const cursor = await db
    .selectFrom('chatkit_items')
    .select('position')
    .where('subject', '=', subject)
    .where('thread_id', '=', threadId)
    .where('id', '=', after)
    .executeTakeFirst()
  if (cursor === undefined) throw missing('Item', after)
  const beyond = order === 'asc' ? '>' : '<'
  return sorted
    .where((eb) =>
      eb.or([
        eb('position', beyond, cursor.position),
        eb.and([eb('position', '=', cursor.position), eb('id', beyond, after)]),
      ]),
    )
    .execute()
}
