import {sql} from 'kysely'
import type {Kysely, Migration, RawBuilder} from 'kysely'
import {isPostgres} from './is-postgres.ts'

/** By name, in order. A migration that has been released is never changed. */
export const migrations: Record<string, Migration> = {
  '001_threads_items_attachments': {up: createTables},
  '002_runs': {up: createRuns},
}

/**
 * The type of ids. In Postgres with its plainest order: quick to compare, the same as SQLite's, and indexes stay right when the language
 * rules of the machine change.
 */
function key(db: Kysely<unknown>): RawBuilder<unknown> {
  return isPostgres(db) ? sql`text collate "C"` : sql`text`
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chatkit_threads')
    .addColumn('subject', key(db), (column) => column.notNull())
    .addColumn('id', key(db), (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('chatkit_threads_pk', ['subject', 'id'])
    .execute()
  await db.schema
    .createIndex('chatkit_threads_by_time')
    .on('chatkit_threads')
    .columns(['subject', 'created_at', 'id'])
    .execute()
  await db.schema
    .createTable('chatkit_items')
    .addColumn('subject', key(db), (column) => column.notNull())
    .addColumn('thread_id', key(db), (column) => column.notNull())
    .addColumn('id', key(db), (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('chatkit_items_pk', ['subject', 'thread_id', 'id'])
    .addForeignKeyConstraint(
      'chatkit_items_thread_fk',
      ['subject', 'thread_id'],
      'chatkit_threads',
      ['subject', 'id'],
      (key) => key.onDelete('cascade'),
    )
    .execute()
  await db.schema
    .createIndex('chatkit_items_by_position')
    .on('chatkit_items')
    .columns(['subject', 'thread_id', 'position', 'id'])
    .execute()
  await db.schema
    .createTable('chatkit_attachments')
    .addColumn('subject', key(db), (column) => column.notNull())
    .addColumn('id', key(db), (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('chatkit_attachments_pk', ['subject', 'id'])
    .execute()
}

async function createRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chatkit_runs')
    .addColumn('subject', key(db), (column) => column.notNull())
    .addColumn('id', key(db), (column) => column.notNull())
    // Null for a run that was asked to stop before it began. No foreign key: a run outlives its thread, or sending its request again
    // after the thread was deleted would bring the question back.
    .addColumn('thread_id', key(db))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('cancelled', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('data', 'text')
    .addPrimaryKeyConstraint('chatkit_runs_pk', ['subject', 'id'])
    .execute()
  await db.schema
    .createIndex('chatkit_runs_by_thread')
    .on('chatkit_runs')
    .columns(['subject', 'thread_id', 'state', 'created_at'])
    .execute()
  await db.schema.createIndex('chatkit_runs_by_time').on('chatkit_runs').columns(['created_at']).execute()
}
