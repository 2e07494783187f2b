import {Migrator, PostgresAdapter, sql, type Kysely, type Migration} from 'kysely'
import type {DocsTables} from './schema.ts'

/** By name, in order. A migration that has been released is never changed. */
const migrations: Record<string, Migration> = {
  '001_turns': {up: createTurns},
  '002_models': {up: tellModelsApart},
}

/** Brings the tables of the report up to date, with book-keeping of their own beside that of the conversations. */
export async function migrateReport(db: Kysely<DocsTables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {getMigrations: () => Promise.resolve(migrations)},
    migrationTableName: 'docs_migrations',
    migrationLockTableName: 'docs_migrations_lock',
    // Without it tables of the same name in another schema would pass for ours.
    migrationTableSchema: await schemaOf(db),
  })
  const {error} = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

async function schemaOf(db: Kysely<DocsTables>): Promise<string | undefined> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return undefined
  const {rows} = await sql<{name: string | null}>`select current_schema() as name`.execute(db)
  return rows[0]?.name ?? undefined
}

async function createTurns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('docs_turns')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('thread_id', 'text')
    .addColumn('question_id', 'text')
    .addColumn('answer_id', 'text')
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('answered_by', 'text', (column) => column.notNull())
    .addColumn('first_text_ms', 'integer')
    .addColumn('total_ms', 'integer', (column) => column.notNull())
    .addColumn('input_tokens', 'integer', (column) => column.notNull())
    .addColumn('output_tokens', 'integer', (column) => column.notNull())
    .addColumn('rating', 'text')
    .addColumn('question', 'text')
    .execute()
  await db.schema.createIndex('docs_turns_by_time').on('docs_turns').columns(['asked_at']).execute()
  await db.schema.createIndex('docs_turns_by_thread').on('docs_turns').columns(['thread_id']).execute()
  await db.schema
    .createTable('docs_citations')
    .addColumn('turn_id', 'text', (column) => column.notNull().references('docs_turns.id').onDelete('cascade'))
    .addColumn('url', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('docs_citations_pk', ['turn_id', 'url'])
    .execute()
}

/** Tokens by model, and sentences that the passages do not bear out. A model that had 0 tokens was one that was not counted. */
async function tellModelsApart(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('docs_models')
    .addColumn('turn_id', 'text', (column) => column.notNull().references('docs_turns.id').onDelete('cascade'))
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('replies', 'integer', (column) => column.notNull())
    .addColumn('uncounted', 'integer', (column) => column.notNull())
    .addColumn('input_tokens', 'integer', (column) => column.notNull())
    .addColumn('output_tokens', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('docs_models_pk', ['turn_id', 'model'])
    .execute()
  await sql`insert into docs_models (turn_id, model, replies, uncounted, input_tokens, output_tokens)
    select id, '', 1, case when input_tokens = 0 then 1 else 0 end, input_tokens, output_tokens
    from docs_turns where answered_by = 'model' or input_tokens > 0`.execute(db)
  await db.schema.alterTable('docs_turns').dropColumn('input_tokens').execute()
  await db.schema.alterTable('docs_turns').dropColumn('output_tokens').execute()
  await db.schema.alterTable('docs_turns').addColumn('unsupported', 'integer').execute()
}
