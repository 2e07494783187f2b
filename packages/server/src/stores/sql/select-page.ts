import type {Kysely} from 'kysely'
import type {PageQuery} from '../../store.ts'
import {missing} from '../missing.ts'
import type {ChatKitTables} from './schema.ts'
import {toKey} from './to-key.ts'
import type {Row} from './to-page.ts'

type Db = Kysely<ChatKitTables>

// Keyset paging: where the last page ended, not how many rows to skip. Two columns, so that rows with the same time or place are neither
// skipped nor shown twice. Written out rather than as a row comparison, which SQLite and Postgres plan differently; the plain bound on the
// first column is what lets an index begin at the cursor.

// What names a subject and a thread here are keys already, see `toKey`.

/** The rows of one page of threads, and one more if there is one. */
export async function selectThreadPage(db: Db, subject: string, {after, limit, order}: PageQuery): Promise<Row[]> {
  const base = db.selectFrom('chatkit_threads').select('data').where('subject', '=', subject)
  const sorted = base
    .orderBy('created_at', order)
    .orderBy('id', order)
    .limit(limit + 1)
  if (after === null) return sorted.execute()

  const cursor = await db
    .selectFrom('chatkit_threads')
    .select('created_at')
    .where('subject', '=', subject)
    .where('id', '=', toKey(after))
    .executeTakeFirst()
  if (cursor === undefined) throw missing('Thread', after)
  const beyond = order === 'asc' ? '>' : '<'
  return sorted
    .where('created_at', order === 'asc' ? '>=' : '<=', cursor.created_at)
    .where((eb) => eb.or([eb('created_at', beyond, cursor.created_at), eb('id', beyond, toKey(after))]))
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
    .select('data')
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
    .where('id', '=', toKey(after))
    .executeTakeFirst()
  if (cursor === undefined) throw missing('Item', after)
  const beyond = order === 'asc' ? '>' : '<'
  return sorted
    .where('position', order === 'asc' ? '>=' : '<=', cursor.position)
    .where((eb) => eb.or([eb('position', beyond, cursor.position), eb('id', beyond, toKey(after))]))
    .execute()
}
