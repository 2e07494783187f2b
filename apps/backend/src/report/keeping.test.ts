import {openPostgres} from 'chatkit-server/postgres'
import {openSqlite} from 'chatkit-server/sqlite'
import {sql} from 'kysely'
import path from 'node:path'
import {describeWith, testName} from '../../../../packages/server/src/__fixtures__/services.ts'
import {answerOf, createTestBackend, textOfAnswer, type Reader, type TestBackend} from '../__fixtures__/backend.ts'
import {startModelServer} from '../__fixtures__/model-server.ts'
import {FILES} from '../data-dir.ts'
import {EmbeddedIndex} from '../search/embedded-index.ts'
import type {SearchResult} from '../search/types.ts'
import {migrateReport} from './migrate.ts'
import {ReportStore, type StoredTurn} from './report-store.ts'
import type {DocsTables} from './schema.ts'

const DAY = 24 * 60 * 60_000
const UNANSWERED = 'What is the price of a xyzzy?'

let backend: TestBackend
let databaseUrl: string | undefined
afterEach(() => backend.close())

async function start(env: Record<string, string> = {}, parts = {}): Promise<Reader> {
  backend = await createTestBackend({
    env: {...(databaseUrl === undefined ? {} : {DATABASE_URL: databaseUrl}), ...env},
    parts,
  })
  return await backend.reader()
}

/** The database as another program sees it. */
async function look<Result>(work: (db: ReturnType<typeof open>) => Promise<Result>): Promise<Result> {
  await backend.settleReport()
  const db = open()
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

function open() {
  return databaseUrl === undefined
    ? openSqlite<DocsTables>(path.join(backend.dir, 'data', FILES.threads))
    : openPostgres<DocsTables>(databaseUrl)
}

const readTurns = (): Promise<StoredTurn[]> => look((db) => new ReportStore(db, true).read(0, Date.now() + DAY))

/** Everything that the report's own tables hold, as text. */
const dump = (): Promise<string> =>
  look(async (db) =>
    JSON.stringify([
      await db.selectFrom('docs_turns').selectAll().execute(),
      await db.selectFrom('docs_citations').selectAll().execute(),
      await db.selectFrom('docs_models').selectAll().execute(),
    ]),
  )

async function rate(reader: Reader, itemId: string, kind: 'positive' | 'negative'): Promise<Response> {
  return await reader.send({type: 'items.feedback', params: {thread_id: reader.threadId, item_ids: [itemId], kind}})
}

function keeping(): void {
  test('an answer leaves its numbers and the sections it cites, and nothing of what was said', async () => {
    const reader = await start()
    await reader.ask('What is a topic?')
    const [turn, ...others] = await readTurns()
    expect(others).toEqual([])
    expect(turn).toMatchObject({outcome: 'answered', answeredBy: 'quotes', rating: null, question: null})
    expect(turn?.cited).toContain('/book/docs/ros2/topics#topics')
    expect(turn?.firstTextMs).toBeLessThanOrEqual(turn?.totalMs ?? -1)
    expect(await dump()).not.toMatch(/What is|named channel/)
  })

  test('a question that is not in the textbook is kept, without the session’s id', async () => {
    const reader = await start()
    await reader.ask(UNANSWERED)
    expect(await readTurns()).toMatchObject([{outcome: 'unanswered', question: UNANSWERED, cited: []}])
    expect(await dump()).not.toMatch(/ses_/)
  })

  test('a greeting counts as no question without an answer', async () => {
    const reader = await start()
    await reader.ask('Hello!')
    expect(await readTurns()).toMatchObject([{outcome: 'talk', question: null}])
  })

  test('a question whose answer is rated low is kept, until the reader thinks better of it', async () => {
    const reader = await start()
    const answer = answerOf(await reader.ask('What is a topic?'))
    expect((await rate(reader, answer.id, 'negative')).status).toBe(200)
    expect(await readTurns()).toMatchObject([{rating: 'negative', question: 'What is a topic?'}])
    await rate(reader, answer.id, 'positive')
    expect(await readTurns()).toMatchObject([{rating: 'positive', question: null}])
  })

  test('a rating of another thread’s answer, or of none, changes nothing', async () => {
    const reader = await start()
    const answer = answerOf(await reader.ask('What is a topic?'))
    const other = await backend.reader()
    await other.ask('What is a service?')
    expect((await rate(other, answer.id, 'negative')).status).toBe(200)
    await rate(other, 'msg_nobody\u0000', 'negative')
    expect((await readTurns()).map(({rating}) => rating)).toEqual([null, null])
  })

  test('a deleted thread takes its questions with it; the numbers stay', async () => {
    const reader = await start()
    await reader.ask(UNANSWERED)
    const stranger = await backend.reader()
    await stranger.send({type: 'threads.delete', params: {thread_id: reader.threadId}})
    expect(await readTurns()).toMatchObject([{question: UNANSWERED}])
    await reader.send({type: 'threads.delete', params: {thread_id: reader.threadId}})
    expect(await readTurns()).toMatchObject([{outcome: 'unanswered', question: null, questionId: null}])
    expect(await dump()).not.toContain(String(reader.threadId))
  })

  test('with CHATKIT_KEEP_QUESTIONS=none no question is kept at all', async () => {
    const reader = await start({CHATKIT_KEEP_QUESTIONS: 'none'})
    const answer = answerOf(await reader.ask(UNANSWERED))
    await rate(reader, answer.id, 'negative')
    expect(await readTurns()).toMatchObject([{outcome: 'unanswered', rating: 'negative', question: null}])
    expect(await dump()).not.toContain('xyzzy')
  })

  test('conversations go after the retention time, kept questions after theirs, numbers stay for a year', async () => {
    let later = 0
    const now = (): number => Date.now() + later
    const reader = await start({CHATKIT_RETENTION_DAYS: '30', CHATKIT_KEEP_QUESTIONS: '60'}, {now})
    await reader.ask(UNANSWERED)
    const stored = () => look((db) => db.selectFrom('chatkit_threads').select('id').execute())
    const after = async (days: number) => {
      later = days * DAY
      await backend.retention.sweep()
      return {threads: (await stored()).length, turns: await readTurns()}
    }
    await backend.settleReport()
    expect(await after(29)).toMatchObject({threads: 1, turns: [{question: UNANSWERED}]})
    expect(await after(31)).toMatchObject({threads: 0, turns: [{question: UNANSWERED, questionId: null}]})
    expect(await dump()).not.toContain(String(reader.threadId))
    expect(await after(61)).toMatchObject({turns: [{question: null, outcome: 'unanswered'}]})
    expect(await after(401)).toMatchObject({turns: []})
    expect(await look((db) => db.selectFrom('docs_citations').selectAll().execute())).toEqual([])
  })

  test('an answer that is stopped or fails is told from one that says that it does not know', async () => {
    const reader = await start({}, {pace: 20})
    const left = (await reader.askRaw('What is a topic?')).body?.getReader()
    const decoder = new TextDecoder()
    while (!decoder.decode((await left?.read())?.value).includes('text_delta'));
    await left?.cancel()
    await reader.ask('What is a service?')
    expect(await readTurns()).toMatchObject([{outcome: 'stopped', question: null}, {outcome: 'answered'}])
  })
}

describe('in SQLite', () => {
  beforeAll(() => {
    databaseUrl = undefined
  })
  keeping()
})

describeWith('postgres', 'in Postgres', (postgres) => {
  const schema = testName()
  beforeEach(async () => {
    const admin = openPostgres(postgres())
    await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(admin)
    await sql`create schema ${sql.id(schema)}`.execute(admin)
    await admin.destroy()
    const url = new URL(postgres())
    url.searchParams.set('options', `-c search_path=${schema}`)
    databaseUrl = url.href
  })
  afterAll(async () => {
    databaseUrl = undefined
    const admin = openPostgres(postgres())
    await sql`drop schema ${sql.id(schema)} cascade`.execute(admin)
    await admin.destroy()
  })
  keeping()
})

describe('with a language model', () => {
  test('its tokens count, all calls of an answer together', async () => {
    const model = await startModelServer(
      {kind: 'tool', query: 'topic'},
      {kind: 'text', deltas: ['A topic is a named channel [1].']},
    )
    const reader = await start({OPENAI_API_KEY: 'local', OPENAI_BASE_URL: model.url, CHATKIT_MODEL: 'test'})
    await reader.ask('What is a topic?')
    expect(await readTurns()).toMatchObject([
      {
        outcome: 'answered',
        answeredBy: 'model',
        models: [{model: 'test', replies: 2, uncounted: 0, inputTokens: 1_800, outputTokens: 80}],
      },
    ])
    await model.close()
  })

  test('a server that does not count is not taken for one that cost nothing', async () => {
    const model = await startModelServer({kind: 'text', deltas: ['A topic is a named channel [1].'], usage: null})
    const reader = await start({OPENAI_API_KEY: 'local', OPENAI_BASE_URL: model.url, CHATKIT_MODEL: 'test'})
    await reader.ask('What is a topic?')
    expect(await readTurns()).toMatchObject([{models: [{model: 'test', replies: 1, uncounted: 1, inputTokens: 0}]}])
    await model.close()
  })

  test('sentences that the passages do not bear out are counted, also when readers are not told', async () => {
    const made =
      'A topic is a named channel on which nodes publish messages [1]. It was invented by Ada Lovelace for steam engines [1].'
    const model = await startModelServer({kind: 'text', deltas: [made]})
    const env = {
      OPENAI_API_KEY: 'local',
      OPENAI_BASE_URL: model.url,
      CHATKIT_MODEL: 'test',
      CHATKIT_MARK_UNSUPPORTED: '0',
    }
    const reader = await start(env)
    expect(textOfAnswer(await reader.ask('What is a topic?'))).toMatch(/steam engines\.$/)
    await reader.ask('Hello!')
    expect(await readTurns()).toMatchObject([{unsupported: 1}, {outcome: 'talk', unsupported: null}])
    expect(await dump()).not.toContain('Lovelace')
    await model.close()
  })

  test('models of a chain are counted each by its name', async () => {
    const model = await startModelServer(
      {kind: 'tool', query: 'topic'},
      {kind: 'status', status: 503},
      {
        kind: 'text',
        deltas: ['A topic is a named channel [1].'],
        usage: {input: 500, output: 20},
      },
    )
    const reader = await start({OPENAI_API_KEY: 'local', OPENAI_BASE_URL: model.url, CHATKIT_MODEL: 'large, small'})
    await reader.ask('What is a topic?')
    expect(await readTurns()).toMatchObject([
      {
        answeredBy: 'model',
        models: [
          {model: 'large', replies: 1, inputTokens: 900, outputTokens: 40},
          {model: 'small', replies: 1, inputTokens: 500, outputTokens: 20},
        ],
      },
    ])
    await model.close()
  })

  test('an answer that cites nothing counts as unanswered, one that had to be quoted as such', async () => {
    const model = await startModelServer({kind: 'text', deltas: ['“Robots by Example” does not cover that [9].']})
    const reader = await start({OPENAI_API_KEY: 'local', OPENAI_BASE_URL: model.url, CHATKIT_MODEL: 'test'})
    await reader.ask('Who sells topics?')
    model.replies = [{kind: 'status', status: 500}]
    await reader.ask('What is a topic?')
    expect(await readTurns()).toMatchObject([
      {outcome: 'unanswered', answeredBy: 'model', question: 'Who sells topics?'},
      {outcome: 'answered', answeredBy: 'fallback', models: []},
    ])
    await model.close()
  })
})

test('numbers from before models were told apart are kept, and 0 tokens of a model are taken for what they were', async () => {
  await start()
  await look(async (db) => {
    await sql`drop table docs_models`.execute(db)
    await sql`alter table docs_turns drop column unsupported`.execute(db)
    await sql`alter table docs_turns add column input_tokens integer not null default 0`.execute(db)
    await sql`alter table docs_turns add column output_tokens integer not null default 0`.execute(db)
    await sql`delete from docs_migrations where name = '002_models'`.execute(db)
    const insert = (id: string, by: string, input: number, output: number) =>
      sql`insert into docs_turns (id, asked_at, outcome, answered_by, total_ms, input_tokens, output_tokens)
        values (${id}, ${Date.now()}, 'answered', ${by}, 5, ${input}, ${output})`.execute(db)
    await insert('a', 'model', 700, 30)
    await insert('b', 'model', 0, 0)
    await insert('c', 'quotes', 0, 0)
    await migrateReport(db)
  })
  expect((await readTurns()).map(({models}) => models)).toEqual([
    [{model: '', replies: 1, uncounted: 0, inputTokens: 700, outputTokens: 30}],
    [{model: '', replies: 1, uncounted: 1, inputTokens: 0, outputTokens: 0}],
    [],
  ])
})

test('a search that fails is no question without an answer', async () => {
  class Broken extends EmbeddedIndex {
    override search(): Promise<SearchResult> {
      return Promise.reject(new Error('disk I/O error'))
    }
  }
  const reader = await start({}, {index: new Broken(':memory:')})
  await reader.ask(UNANSWERED)
  expect(await readTurns()).toMatchObject([{outcome: 'failed', question: null, firstTextMs: null}])
})

describe('when the report cannot be written', () => {
  test('readers get their answers, and the log says it once, without their words', async () => {
    const reader = await start()
    await look((db) => sql`drop table docs_citations`.execute(db))
    await look((db) => sql`drop table docs_models`.execute(db))
    await look((db) => sql`drop table docs_turns`.execute(db))
    const events = await reader.ask('What is a xyzzy topic?')
    expect(textOfAnswer(events)).toContain('Topics')
    expect((await rate(reader, answerOf(events).id, 'negative')).status).toBe(200)
    await reader.ask('What is a xyzzy service?')
    await backend.settleReport()
    const said = backend.log.filter(({msg}) => msg === 'the owner’s report could not be written')
    expect(said).toHaveLength(1)
    expect(JSON.stringify(backend.log)).not.toContain('xyzzy')
  })

  test('deleting a thread does not claim to have deleted what is kept of it', async () => {
    const reader = await start()
    await reader.ask(UNANSWERED)
    await look((db) => sql`drop table docs_citations`.execute(db))
    await look((db) => sql`drop table docs_models`.execute(db))
    await look((db) => sql`drop table docs_turns`.execute(db))
    const deleted = await reader.send({type: 'threads.delete', params: {thread_id: reader.threadId}})
    expect(deleted.status).toBe(503)
  })
})
