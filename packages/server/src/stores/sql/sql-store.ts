import type {Attachment, Page, ThreadItem, ThreadMetadata} from 'chatkit-protocol'
import type {Kysely} from 'kysely'
import {generateId} from '../../ids.ts'
import type {RunClaim, RunRecord} from '../../runs/run-record.ts'
import type {ItemIdKind, PageQuery, Store} from '../../store.ts'
import {missing} from '../missing.ts'
import {withoutItems} from '../without-items.ts'
import type {ChatKitTables} from './schema.ts'
import {toKey} from './to-key.ts'
import {toPage} from './to-page.ts'
import {selectItemPage, selectThreadPage} from './select-page.ts'

/** Options of {@link SqlStore}. */
export interface SqlStoreOptions<Context> {
  /** A database that {@link migrate} has been run on. It may hold tables of the app's own beside the store's. */
  db: Kysely<ChatKitTables>
  /** Whose records a request may touch, e.g. the session's id. Part of every query. */
  subject: (context: Context) => string
}

/** Keeps threads, items and attachment records in a SQL database through Kysely. Plain SQL only: no dialect's own functions. */
export class SqlStore<Context> implements Store<Context> {
  // Not `#private`: the store of a transaction inherits from this one, so that what a subclass overrides holds there, too.
  private readonly db: Kysely<ChatKitTables>
  private readonly subject: (context: Context) => string

  constructor({db, subject}: SqlStoreOptions<Context>) {
    this.db = db
    this.subject = (context) => toKey(subject(context))
  }

  generateThreadId(_context: Context): string {
    return generateId('thread')
  }

  generateItemId(kind: ItemIdKind, _thread: ThreadMetadata, _context: Context): string {
    return generateId(kind)
  }

  async loadThread(threadId: string, context: Context): Promise<ThreadMetadata> {
    const row = await this.db
      .selectFrom('chatkit_threads')
      .select('data')
      .where('subject', '=', this.subject(context))
      .where('id', '=', toKey(threadId))
      .executeTakeFirst()
    if (row === undefined) throw missing('Thread', threadId)
    return JSON.parse(row.data) as ThreadMetadata
  }

  async saveThread(thread: ThreadMetadata, context: Context): Promise<void> {
    const data = JSON.stringify(withoutItems(thread))
    const createdAt = Date.parse(thread.created_at)
    await this.db
      .insertInto('chatkit_threads')
      .values({subject: this.subject(context), id: toKey(thread.id), created_at: createdAt, data})
      .onConflict((conflict) => conflict.columns(['subject', 'id']).doUpdateSet({created_at: createdAt, data}))
      .execute()
  }

  async loadThreads(query: PageQuery, context: Context): Promise<Page<ThreadMetadata>> {
    return toPage(await selectThreadPage(this.db, this.subject(context), query), query)
  }

  async deleteThread(threadId: string, context: Context): Promise<void> {
    // The items go with it: see the foreign key.
    await this.db
      .deleteFrom('chatkit_threads')
      .where('subject', '=', this.subject(context))
      .where('id', '=', toKey(threadId))
      .execute()
  }

  async loadThreadItems(threadId: string, query: PageQuery, context: Context): Promise<Page<ThreadItem>> {
    return toPage(await selectItemPage(this.db, this.subject(context), toKey(threadId), query), query)
  }

  async addThreadItem(threadId: string, item: ThreadItem, context: Context): Promise<void> {
    if (this.db.isTransaction) return this.placeItem(this.db, threadId, item, context)
    await this.db.transaction().execute((db) => this.placeItem(db, threadId, item, context))
  }

  /** Within a transaction. */
  private async placeItem(
    db: Kysely<ChatKitTables>,
    threadId: string,
    item: ThreadItem,
    context: Context,
  ): Promise<void> {
    const [subject, thread, id, data] = [this.subject(context), toKey(threadId), toKey(item.id), JSON.stringify(item)]
    // Touching the thread's row locks it. Where there is more than one writer, the next one then waits until it can see this item, and
    // gives its own the place behind it; nor can the thread be deleted meanwhile.
    const {numUpdatedRows} = await db
      .updateTable('chatkit_threads')
      .set((eb) => ({created_at: eb.ref('created_at')}))
      .where('subject', '=', subject)
      .where('id', '=', thread)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw missing('Thread', threadId)
    await db
      .insertInto('chatkit_items')
      .values((eb) => ({
        subject,
        thread_id: thread,
        id,
        data,
        position: eb
          .selectFrom('chatkit_items')
          .select((max) => max(max.fn.coalesce(max.fn.max('position'), max.lit(0)), '+', max.lit(1)).as('next'))
          .where('subject', '=', subject)
          .where('thread_id', '=', thread),
      }))
      .onConflict((conflict) => conflict.columns(['subject', 'thread_id', 'id']).doUpdateSet({data}))
      .execute()
  }

  async saveItem(threadId: string, item: ThreadItem, context: Context): Promise<void> {
    await this.addThreadItem(threadId, item, context)
  }

  async loadItem(threadId: string, itemId: string, context: Context): Promise<ThreadItem> {
    const row = await this.db
      .selectFrom('chatkit_items')
      .select('data')
      .where('subject', '=', this.subject(context))
      .where('thread_id', '=', toKey(threadId))
      .where('id', '=', toKey(itemId))
      .executeTakeFirst()
    if (row === undefined) throw missing('Item', itemId)
    return JSON.parse(row.data) as ThreadItem
  }

  async deleteThreadItem(threadId: string, itemId: string, context: Context): Promise<void> {
    await this.db
      .deleteFrom('chatkit_items')
      .where('subject', '=', this.subject(context))
      .where('thread_id', '=', toKey(threadId))
      .where('id', '=', toKey(itemId))
      .execute()
  }

  async saveAttachment(attachment: Attachment, context: Context): Promise<void> {
    const data = JSON.stringify(attachment)
    await this.db
      .insertInto('chatkit_attachments')
      .values({subject: this.subject(context), id: toKey(attachment.id), data})
      .onConflict((conflict) => conflict.columns(['subject', 'id']).doUpdateSet({data}))
      .execute()
  }

  async loadAttachment(attachmentId: string, context: Context): Promise<Attachment> {
    const row = await this.db
      .selectFrom('chatkit_attachments')
      .select('data')
      .where('subject', '=', this.subject(context))
      .where('id', '=', toKey(attachmentId))
      .executeTakeFirst()
    if (row === undefined) throw missing('Attachment', attachmentId)
    return JSON.parse(row.data) as Attachment
  }

  async deleteAttachment(attachmentId: string, context: Context): Promise<void> {
    await this.db
      .deleteFrom('chatkit_attachments')
      .where('subject', '=', this.subject(context))
      .where('id', '=', toKey(attachmentId))
      .execute()
  }

  async transaction<Result>(_context: Context, work: (store: Store<Context>) => Promise<Result>): Promise<Result> {
    if (this.db.isTransaction) return work(this)
    return this.db.transaction().execute((db) => work(Object.create(this, {db: {value: db}}) as this))
  }

  async claimRun(run: RunRecord, context: Context): Promise<RunClaim> {
    const row = toRunRow(run)
    // One statement decides between two claims. What it may take over is only the note of a run that was cancelled early; that note stays.
    const claimed = await this.db
      .insertInto('chatkit_runs')
      .values({subject: this.subject(context), id: toKey(run.id), cancelled: 0, ...row})
      .onConflict((conflict) =>
        conflict.columns(['subject', 'id']).doUpdateSet(row).where('chatkit_runs.thread_id', 'is', null),
      )
      .returning('cancelled')
      .executeTakeFirst()
    if (claimed !== undefined) return {claimed: true, cancelled: claimed.cancelled === 1}
    const known = await this.loadRun(run.id, context)
    if (known === null) throw new Error(`Run ${run.id} was deleted while it was being claimed.`)
    return {claimed: false, run: known}
  }

  async loadRun(runId: string, context: Context): Promise<RunRecord | null> {
    const row = await this.db
      .selectFrom('chatkit_runs')
      .select('data')
      .where('subject', '=', this.subject(context))
      .where('id', '=', toKey(runId))
      .executeTakeFirst()
    return toRun(row)
  }

  async saveRun(run: RunRecord, context: Context): Promise<void> {
    await this.db
      .updateTable('chatkit_runs')
      .set(toRunRow(run))
      .where('subject', '=', this.subject(context))
      .where('id', '=', toKey(run.id))
      .where('thread_id', 'is not', null)
      .execute()
  }

  async requestRunCancel(runId: string, context: Context): Promise<RunRecord | null> {
    const tombstone = {thread_id: null, state: 'cancelled', cancelled: 1, created_at: Date.now(), data: null}
    const row = await this.db
      .insertInto('chatkit_runs')
      .values({subject: this.subject(context), id: toKey(runId), ...tombstone})
      .onConflict((conflict) => conflict.columns(['subject', 'id']).doUpdateSet({cancelled: 1}))
      .returning('data')
      .executeTakeFirst()
    return toRun(row)
  }

  async loadRunningRun(threadId: string, context: Context): Promise<RunRecord | null> {
    const row = await this.db
      .selectFrom('chatkit_runs')
      .select('data')
      .where('subject', '=', this.subject(context))
      .where('thread_id', '=', toKey(threadId))
      .where('state', '=', 'running')
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return toRun(row)
  }

  async deleteRunsBefore(time: string): Promise<void> {
    await this.db.deleteFrom('chatkit_runs').where('created_at', '<', Date.parse(time)).execute()
  }
}

function toRunRow(run: RunRecord): {thread_id: string; state: string; created_at: number; data: string} {
  return {
    thread_id: toKey(run.threadId),
    state: run.state,
    created_at: Date.parse(run.createdAt),
    data: JSON.stringify(run),
  }
}

function toRun(row: {data: string | null} | undefined): RunRecord | null {
  return row === undefined || row.data === null ? null : (JSON.parse(row.data) as RunRecord)
}
