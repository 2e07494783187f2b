import {writeFile} from 'node:fs/promises'
import {
  answerOf,
  citedUrls,
  createTestBackend,
  readEvents,
  textOfAnswer,
  type TestBackend,
} from './__fixtures__/backend.ts'
import {createContent} from './__fixtures__/content.ts'
import {EmbeddedIndex} from './search/embedded-index.ts'
import type {IngestReport} from './search/types.ts'

let backend: TestBackend
afterEach(() => backend.close())

describe('a question', () => {
  beforeEach(async () => {
    backend = await createTestBackend()
  })

  test('is answered with quotes that link to their sections', async () => {
    const events = await (await backend.reader()).ask('What is a topic?')
    expect(events.map((event) => event.type).slice(0, 4)).toEqual([
      'thread.created',
      'thread.item.done',
      'stream_options',
      'progress_update',
    ])
    expect(events).toContainEqual({type: 'progress_update', text: 'Reading *Topics*…', icon: 'book-open'})
    expect(textOfAnswer(events)).toContain('A topic is a named channel on which nodes publish messages.')
    expect(textOfAnswer(events)).not.toMatch(/\[\d+\]/)
    expect(citedUrls(events)[0]).toBe('/book/docs/ros2/topics#topics')
    const pieces = events.filter(
      (event) =>
        event.type === 'thread.item.updated' && event.update.type === 'assistant_message.content_part.text_delta',
    )
    expect(pieces.length).toBeGreaterThan(5)
  })

  test('has questions to go on with below it, which lead to their sections and ask', async () => {
    const reader = await backend.reader()
    const text = textOfAnswer(await reader.ask('What is a topic?'))
    const links = Array.from(text.matchAll(/^- \[(.+)\]\(<(\/book\/docs\/[^?]+)\?ask=([^#]+)(#.+)?>\)$/gm))
    expect(text).toContain('You could ask next:')
    expect(links.length).toBeGreaterThan(0)
    for (const [, label, , question = ''] of links) expect(decodeURIComponent(question)).toBe(label)
    const next = await reader.ask(decodeURIComponent(links[0]?.[3] ?? ''))
    expect(citedUrls(next)).toContain(`${links[0]?.[2]}${links[0]?.[4] ?? ''}`)
  })

  test('names the thread', async () => {
    const reader = await backend.reader()
    await reader.ask(`What is a topic? ${'And why? '.repeat(20)}`)
    const thread = (await (
      await reader.send({type: 'threads.get_by_id', params: {thread_id: reader.threadId}})
    ).json()) as {title: string}
    expect(thread.title).toMatch(/^What is a topic\? And why\?.*…$/)
    expect(thread.title.length).toBeLessThanOrEqual(60)
  })

  test('may lean on the one before', async () => {
    const reader = await backend.reader()
    await reader.ask('What is a topic?')
    const events = await reader.ask('and in simulation?')
    expect(citedUrls(events)).toContain('/book/docs/simulation/intro#why')
    expect(textOfAnswer(events)).toContain('In simulation a topic carries the readings of sensors')
  })

  test('may mean what the reader has marked', async () => {
    const page = {
      url: 'https://book.example/book/docs/simulation/intro',
      title: 'Simulation',
      selection: 'Domain randomisation varies friction',
    }
    const events = await (await backend.reader()).ask('What is this?', {page})
    expect(citedUrls(events)).toContain('/book/docs/simulation/intro#why')
  })

  test('may quote what it is about', async () => {
    const reader = await backend.reader()
    const input = {
      content: [{type: 'input_text', text: 'What is this?'}],
      attachments: [],
      inference_options: {},
      quoted_text: 'Domain randomisation varies friction',
    }
    const events = await readEvents(await reader.send({type: 'threads.create', params: {input}}), reader)
    expect(citedUrls(events)).toContain('/book/docs/simulation/intro#why')
  })

  test('about something else gets no citation', async () => {
    const events = await (await backend.reader()).ask('What is the capital of France?')
    expect(textOfAnswer(events)).toContain('I couldn’t find that in *Robots by Example*')
    expect(citedUrls(events)).toEqual([])
  })

  test.each(['Hi!', 'thanks', 'What can you do?'])('such as "%s" gets a short reply without a search', async (text) => {
    const events = await (await backend.reader()).ask(text)
    expect(events.some((event) => event.type === 'progress_update')).toBe(false)
    expect(citedUrls(events)).toEqual([])
    expect(textOfAnswer(events)).not.toBe('')
  })

  test('can be answered again', async () => {
    const reader = await backend.reader()
    const events = await reader.ask('What is a topic?')
    const asked = events.find((event) => event.type === 'thread.item.done')
    const itemId = asked?.type === 'thread.item.done' ? asked.item.id : ''
    const again = await readEvents(
      await reader.send({type: 'threads.retry_after_item', params: {thread_id: reader.threadId, item_id: itemId}}),
    )
    expect(textOfAnswer(again)).toBe(textOfAnswer(events))
    expect(answerOf(again).id).not.toBe(answerOf(events).id)
    const list = (await (await reader.send({type: 'items.list', params: {thread_id: reader.threadId}})).json()) as {
      data: unknown[]
    }
    expect(list.data).toHaveLength(2)
  })

  test.each([
    ['emoji', '😀 topic 🤖?'],
    ['right-to-left text', 'ما هو topic في ROS؟'],
    ['script tags', '<script>alert("topic")</script>'],
    ['control characters', 'topic\u0000\u0007\u001B[31m'],
    ['a lone surrogate', 'topic \uD83D'],
    ['FTS5 syntax', '"topic* NEAR(a b) AND title:x OR ^('],
  ])('with %s is answered', async (_name, text) => {
    const events = await (await backend.reader()).ask(text)
    expect(textOfAnswer(events)).toContain('topic')
    expect(events.some((event) => event.type === 'error')).toBe(false)
  })
})

describe('bad requests', () => {
  beforeEach(async () => {
    backend = await createTestBackend()
  })

  test.each<[string, unknown, number, string]>([
    ['malformed JSON', '{"type": "threads.create"', 400, 'InvalidRequest'],
    ['an unknown type', {type: 'threads.explode', params: {}}, 400, 'InvalidRequest'],
    ['missing params', {type: 'threads.create'}, 400, 'InvalidRequest'],
    ['an unknown thread', {type: 'threads.get_by_id', params: {thread_id: 'thr_nobody'}}, 404, 'NotFound'],
    [
      'more than a megabyte',
      JSON.stringify({type: 'threads.create', params: {}, metadata: {x: 'x'.repeat(1_100_000)}}),
      413,
      'TooLarge',
    ],
  ])('%s gets a clear error', async (_name, body, status, type) => {
    const response = await (await backend.reader()).send(body)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({
      error: {type, message: expect.stringMatching(/\w+/)},
      timestamp: expect.stringMatching(/Z$/),
    })
  })

  test.each([
    ['nothing', ''],
    ['spaces', '  \n '],
    ['a megabyte', 'x '.repeat(400_000)],
  ])('a question of %s never breaks the server', async (_name, text) => {
    const response = await (await backend.reader()).askRaw(text)
    expect([200, 400, 413]).toContain(response.status)
    expect((await response.text()).length).toBeGreaterThan(0)
    expect((await backend.app.fetch(new Request('http://localhost/healthz'))).status).toBe(200)
  })

  test('someone else’s thread answers exactly like a missing one', async () => {
    const owner = await backend.reader()
    await owner.ask('What is a topic?')
    const stranger = await backend.reader()
    const theirs = await stranger.send({type: 'threads.get_by_id', params: {thread_id: owner.threadId}})
    const missing = await stranger.send({type: 'threads.get_by_id', params: {thread_id: 'thr_nobody'}})
    const bare = async (response: Response) =>
      JSON.stringify(((await response.json()) as {error: unknown}).error).replace(/thr_\w+/g, 'id')
    expect(theirs.status).toBe(404)
    expect(await bare(theirs)).toBe(await bare(missing))
  })

  test('an unknown address and a wrong method get the same shape', async () => {
    const unknown = await backend.app.fetch(new Request('http://localhost/nowhere'))
    expect(unknown.status).toBe(404)
    expect(await unknown.json()).toMatchObject({error: {type: 'NotFound'}})
    const wrong = await backend.app.fetch(new Request('http://localhost/chatkit'))
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')).toBe('POST, OPTIONS')
    expect(await wrong.json()).toMatchObject({error: {type: 'MethodNotAllowed'}})
  })

  test('the log has no text of a message', async () => {
    await (await backend.reader()).ask('What is a topic xyzzy?')
    expect(backend.log.length).toBeGreaterThan(0)
    expect(JSON.stringify(backend.log)).not.toMatch(/xyzzy|named channel/)
  })
})

describe('limits', () => {
  test('too many questions get 429 with the time to wait, and are not stored', async () => {
    backend = await createTestBackend({env: {CHATKIT_TURNS_PER_MINUTE: '2'}})
    const reader = await backend.reader()
    await reader.ask('What is a topic?')
    await reader.ask('What is a service?')
    const refused = await reader.askRaw('What is a node?')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({
      error: {type: 'RateLimited', message: expect.stringMatching(/Try again in \d+ seconds/)},
    })
    const list = (await (await reader.send({type: 'items.list', params: {thread_id: reader.threadId}})).json()) as {
      data: unknown[]
    }
    expect(list.data).toHaveLength(4)
  })

  test('a place among the answers under way is given back when the reader leaves', async () => {
    backend = await createTestBackend({env: {CHATKIT_CONCURRENT_RUNS: '1'}, parts: {pace: 20}})
    const reader = await backend.reader()
    const open = await reader.askRaw('What is a topic?')
    expect((await reader.askRaw('What is a service?')).status).toBe(429)
    await open.body?.cancel()
    expect(textOfAnswer(await reader.ask('What is a service?'))).toContain('A service is a request')
  })
})

describe('the content index', () => {
  let finish: () => void
  class Slow extends EmbeddedIndex {
    readonly #finished = new Promise<void>((resolve) => (finish = resolve))

    constructor() {
      super(':memory:')
    }

    override async ingest(...[source, onProgress]: Parameters<EmbeddedIndex['ingest']>): Promise<IngestReport> {
      onProgress?.({step: 'indexing', done: 3, total: 7})
      await this.#finished
      return await super.ingest(source)
    }
  }

  test('may come later', async () => {
    backend = await createTestBackend({content: null})
    const reader = await backend.reader()
    expect(textOfAnswer(await reader.ask('What is a topic?'))).toContain('has not been indexed yet')
    const ready = await backend.app.fetch(new Request('http://localhost/readyz'))
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({
      index: {state: 'missing', problem: expect.stringContaining('Build the site')},
    })
    await writeFile(backend.indexFile, JSON.stringify(createContent()))
    await backend.watcher.check()
    expect(textOfAnswer(await reader.ask('What is a topic?'))).toContain('A topic is a named channel')
    expect((await backend.app.fetch(new Request('http://localhost/readyz'))).status).toBe(200)
  })

  test('is taken in behind the server, which says so meanwhile, to readers and to who starts it', async () => {
    backend = await createTestBackend({parts: {index: new Slow()}, waits: false})
    const reader = await backend.reader()
    expect((await backend.app.fetch(new Request('http://localhost/healthz'))).status).toBe(200)
    const ready = await backend.app.fetch(new Request('http://localhost/readyz'))
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({
      index: {state: 'loading', progress: {step: 'indexing', done: 3, total: 7}},
    })
    expect(textOfAnswer(await reader.ask('What is a topic?'))).toContain('still reading this textbook')
    finish()
    await backend.indexed
    expect(textOfAnswer(await reader.ask('What is a topic?'))).toContain('A topic is a named channel')
    expect((await backend.app.fetch(new Request('http://localhost/readyz'))).status).toBe(200)
  })

  test('that is corrupt leaves the last good one, is reported once, and readiness says so', async () => {
    backend = await createTestBackend()
    await writeFile(backend.indexFile, '{"schemaVersion": 1, "sections": "all of them"')
    await backend.watcher.check()
    await backend.watcher.check()
    expect(textOfAnswer(await (await backend.reader()).ask('What is a topic?'))).toContain('A topic is a named channel')
    const ready = await backend.app.fetch(new Request('http://localhost/readyz'))
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({
      index: {state: 'invalid', sections: 7, problem: expect.stringContaining('not valid JSON')},
    })
    expect(backend.log.filter((line) => line['state'] === 'invalid')).toHaveLength(1)
  })

  test('that is corrupt from the start is said to the reader without details', async () => {
    backend = await createTestBackend({content: 'nonsense'})
    expect(textOfAnswer(await (await backend.reader()).ask('What is a topic?'))).toContain(
      'its index could not be read',
    )
  })
})

describe('origins', () => {
  test('pages of this machine are allowed by default, others are not', async () => {
    backend = await createTestBackend()
    const local = await backend.post('/api/chatkit/session', {}, {origin: 'http://localhost:3000'})
    expect(local.status).toBe(200)
    expect(local.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
    expect(local.headers.get('access-control-expose-headers')).toContain('Retry-After')
    const foreign = await backend.post('/api/chatkit/session', {}, {origin: 'https://evil.example'})
    expect(foreign.status).toBe(403)
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('a preflight is answered for the pages on the list', async () => {
    backend = await createTestBackend({env: {CHATKIT_ALLOWED_ORIGINS: 'https://book.example'}})
    const preflight = (origin: string) =>
      backend.app.fetch(new Request('http://localhost/chatkit', {method: 'OPTIONS', headers: {origin}}))
    const allowed = await preflight('https://book.example')
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
    expect((await preflight('http://localhost:3000')).status).toBe(403)
  })
})
