import {openPostgres} from 'chatkit-server/postgres'
import {sql} from 'kysely'
import {describeWith, testName} from '../../../packages/server/src/__fixtures__/services.ts'
import {createTestBackend, type TestBackend} from './__fixtures__/backend.ts'

const KEY = '4f2c8a52-0d3e-4f6d-9c65-1b8f9c1c7a10'
const QUESTION = {
  type: 'threads.create',
  params: {
    input: {content: [{type: 'input_text', text: 'What is a topic?'}], attachments: [], inference_options: {}},
  },
}

test('a database that cannot be reached stops the start, by the name of its variable and without its password', async () => {
  const starting = createTestBackend({env: {DATABASE_URL: 'postgres://chatkit:hunter2@127.0.0.1:1/none'}})
  await expect(starting).rejects.toThrow(/^DATABASE_URL: /)
  await expect(starting).rejects.not.toThrow(/hunter2/)
})

describeWith('postgres', 'two processes of the backend', (postgres) =>
  describeWith('redis', 'behind one address', (redis) => {
    const schema = testName()
    const backends: TestBackend[] = []

    beforeAll(async () => {
      const admin = openPostgres(postgres())
      await sql`create schema ${sql.id(schema)}`.execute(admin)
      await admin.destroy()
      const url = new URL(postgres())
      url.searchParams.set('options', `-c search_path=${schema}`)
      const env = {
        DATABASE_URL: url.href,
        REDIS_URL: redis(),
        CHATKIT_SIGNING_SECRET: 'shared by both processes of this test',
      }
      for (const pace of [5, 5]) backends.push(await createTestBackend({env, parts: {pace}}))
    })
    afterAll(async () => {
      await Promise.all(backends.map((backend) => backend.close()))
      const admin = openPostgres(postgres())
      await sql`drop schema ${sql.id(schema)} cascade`.execute(admin)
      await admin.destroy()
    })

    test('an answer that one has begun goes on at the other, and its thread is there', async () => {
      const [one, other] = backends
      const authorization = `Bearer ${(await one?.openSession())?.client_secret}`
      const headers = {authorization, 'idempotency-key': KEY}
      const reader = (await one?.post('/chatkit', QUESTION, headers))?.body?.getReader()
      await reader?.read()
      await reader?.cancel()
      const rest = await (await other?.post('/chatkit', QUESTION, {...headers, 'last-event-id': '1'}))?.text()
      expect(rest).toMatch(/^id: 2\n/)
      expect(rest).toMatch(/: end\n$/)
      const list = await other?.post('/chatkit', {type: 'threads.list', params: {}}, {authorization})
      expect(await list?.json()).toMatchObject({data: [{title: 'What is a topic?'}]})
    })
  }),
)
