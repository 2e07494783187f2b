import {createTestBackend, type TestBackend} from './__fixtures__/backend.ts'

const KEY = '4f2c8a52-0d3e-4f6d-9c65-1b8f9c1c7a10'
const QUESTION = {
  type: 'threads.create',
  params: {
    input: {content: [{type: 'input_text', text: 'What is a topic?'}], attachments: [], inference_options: {}},
  },
}

let backend: TestBackend
let authorization: string

beforeEach(async () => {
  // Slow enough that the connection can be lost in the middle of an answer.
  backend = await createTestBackend({parts: {pace: 5}})
  authorization = `Bearer ${(await backend.openSession()).client_secret}`
})
afterEach(() => backend.close())

function ask(headers: Record<string, string> = {}): Promise<Response> {
  return backend.post('/chatkit', QUESTION, {authorization, 'idempotency-key': KEY, ...headers})
}

function onRun(method: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://localhost/chatkit/runs/${KEY}`, {method, headers: {authorization, ...headers}})
  return Promise.resolve(backend.app.fetch(request))
}

/** Reads a stream until so many events have come, and breaks the connection. */
async function readSome(response: Response, count: number): Promise<string[]> {
  const ids: string[] = []
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  while (ids.length < count) {
    const step = await reader?.read()
    if (step === undefined || step.done) break
    ids.push(...[...step.value.matchAll(/^id: (\d+)$/gm)].map(([, id]) => id ?? ''))
  }
  await reader?.cancel()
  return ids
}

async function questionsStored(): Promise<number> {
  const list = await backend.post('/chatkit', {type: 'threads.list', params: {}}, {authorization})
  const {data} = (await list.json()) as {data: {id: string}[]}
  return data.length
}

test('the session says what a client may count on', async () => {
  expect((await backend.openSession()).capabilities).toEqual(['idempotency', 'resume', 'cancel', 'attach'])
})

test('an answer goes on when its connection is lost, and is there from where the reader was', async () => {
  const seen = await readSome(await ask(), 6)
  const rest = await (await ask({'last-event-id': seen.at(-1) ?? ''})).text()
  expect(rest.startsWith(`id: ${Number(seen.at(-1)) + 1}\n`)).toBe(true)
  expect(rest).toContain('"thread.item.done"')
  expect(rest.endsWith(': end\n')).toBe(true)
  expect(await questionsStored()).toBe(1)
})

test('an answer can be attached to and stopped, by its own session only', async () => {
  await readSome(await ask(), 4)
  const stranger = {authorization: `Bearer ${(await backend.openSession()).client_secret}`}
  expect((await onRun('GET', stranger)).status).toBe(404)
  expect((await onRun('DELETE', {authorization: ''})).status).toBe(401)
  const attached = await onRun('GET')
  expect(attached.headers.get('chatkit-run-id')).toBe(KEY)
  expect((await onRun('DELETE')).status).toBe(204)
  expect(await attached.text()).toMatch(/: end\n$/)
  expect((await onRun('PUT')).status).toBe(405)
})

test('asking again is not a further question for the limits', async () => {
  await backend.close()
  backend = await createTestBackend({env: {CHATKIT_TURNS_PER_MINUTE: '1'}})
  authorization = `Bearer ${(await backend.openSession()).client_secret}`
  for (let time = 0; time < 3; time++) expect((await (await ask()).text()).endsWith(': end\n')).toBe(true)
  const another = await backend.post('/chatkit', QUESTION, {authorization, 'idempotency-key': `${KEY}-2`})
  expect(another.status).toBe(429)
})

test('a stop of the backend ends a run with a sentence for its reader', async () => {
  const response = await ask()
  const reading = response.text()
  await backend.close()
  const text = await reading
  expect(text).toMatch(/"type":"error".*restarted.*"allow_retry":true/)
  expect(text.endsWith(': end\n')).toBe(true)
})
