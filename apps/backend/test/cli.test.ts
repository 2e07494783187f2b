import {once} from 'node:events'
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {createServer} from 'node:net'
import path from 'node:path'
import type {Page, ThreadItem, ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import {decodeSse} from 'chatkit-protocol/sse'
import {createUrduContent} from '../src/__fixtures__/content.ts'
import {makeFolder, requireBuilt, startCli, startServer, type RunningServer} from './cli.ts'

/** A guard against hanging: each test starts one or two processes, on a machine that may be busy. */
jest.setTimeout(60_000)

const LONG_QUESTION = 'How do I mount the spindle?'
let folder: Awaited<ReturnType<typeof makeFolder>>
let servers: RunningServer[] = []

beforeAll(requireBuilt)
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  for (const server of servers) server.process.kill('SIGKILL')
  await Promise.all(servers.map((server) => server.ended))
  servers = []
  await folder.remove()
})

async function serve(): Promise<RunningServer> {
  const server = await startServer(folder.path, {CHATKIT_INDEX: 'index.json', CHATKIT_DATA_DIR: 'data'})
  servers.push(server)
  return server
}

describe('called', () => {
  test('with --help it says what it does and names every variable', async () => {
    const {code, stdout} = await startCli(['--help'], folder.path).ended
    expect(code).toBe(0)
    for (const name of ['Usage:', 'PORT', 'CHATKIT_INDEX', 'CHATKIT_DATA_DIR', 'CHATKIT_LOG', 'OPENAI_API_KEY'])
      expect(stdout).toContain(name)
  })

  test('with an unknown command it names it and shows the help', async () => {
    const {code, stderr} = await startCli(['frobnicate'], folder.path).ended
    expect(code).toBe(2)
    expect(stderr).toMatch(/^"frobnicate" is not a command.*Usage:/s)
  })

  test('with a wrong variable it names it, what was expected and an example, but not its value', async () => {
    const {code, stderr} = await startCli([], folder.path, {PORT: 'my-secret'}).ended
    expect(code).toBe(2)
    expect(stderr).toMatch(/PORT has a value that cannot be used\. Expected: a whole number.*Example: 8000/)
    expect(stderr).not.toContain('my-secret')
  })

  test('with a port that is taken it says so', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = String(typeof address === 'object' ? address?.port : '')
    const {code, stderr} = await startCli([], folder.path, {PORT: port, CHATKIT_DATA_DIR: 'data'}).ended
    other.close()
    expect(code).toBe(2)
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is taken`)
  })

  test.each(['/proc/chatkit/data', 'file/data'])('with the data folder %s it says so', async (data) => {
    await writeFile(path.join(folder.path, 'file'), '')
    const {code, stderr} = await startCli([], folder.path, {CHATKIT_DATA_DIR: data}).ended
    expect(code).toBe(2)
    expect(stderr).toMatch(/cannot be written\..*CHATKIT_DATA_DIR/)
  })
})

describe('running', () => {
  test('SIGTERM ends an answer under way with a word to its reader, and exits with 0', async () => {
    const server = await serve()
    const reader = await Reader.open(server.url)
    const events: ThreadStreamEvent[] = []
    let stopped = false
    for await (const event of reader.ask(LONG_QUESTION)) {
      events.push(event)
      if (!stopped && hasText(event)) {
        stopped = true
        server.process.kill('SIGTERM')
      }
    }
    expect(stopped).toBe(true)
    // Not cut off: the reader is told, and may ask again.
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      message: expect.stringContaining('restarted'),
      allow_retry: true,
    })
    expect(await server.ended).toMatchObject({code: 0, signal: null})
  })

  test.each(['SIGTERM', 'SIGKILL'] as const)('after %s in an answer the thread goes on', async (signal) => {
    const before = await serve()
    const reader = await Reader.open(before.url)
    for await (const _event of reader.ask('What is a topic?'));
    try {
      for await (const event of reader.ask(LONG_QUESTION)) if (hasText(event)) before.process.kill(signal)
    } catch {
      // Killed, it cannot end its reply; what counts is what was stored.
    }
    await before.ended

    const after = await serve()
    reader.move(after.url)
    const threads = await reader.call<Page<ThreadMetadata>>({type: 'threads.list', params: {}})
    expect(threads.data.map(({id}) => id)).toEqual([reader.threadId])
    expect(await reader.readQuestions()).toEqual(['What is a topic?', LONG_QUESTION])
    const events: ThreadStreamEvent[] = []
    for await (const event of reader.ask('How does it differ from a service?')) events.push(event)
    expect(JSON.stringify(events.at(-1))).toContain('A service is a request')
    expect(await reader.readQuestions()).toHaveLength(3)
  })

  test('after SIGKILL in a run its question is there once, is not answered twice, and can be retried', async () => {
    const before = await serve()
    const reader = await Reader.open(before.url)
    const key = {'idempotency-key': '4f2c8a52-0d3e-4f6d-9c65-1b8f9c1c7a10'}
    const asked = {type: 'threads.create', params: {input: question(LONG_QUESTION)}}
    try {
      for await (const event of reader.stream(asked, key)) if (hasText(event)) before.process.kill('SIGKILL')
    } catch {
      // The connection went with the process.
    }
    await before.ended

    const after = await serve()
    reader.move(after.url)
    const again = await all(reader.stream(asked, key))
    expect(again.map(({type}) => type)).toEqual(['thread.created', 'thread.item.done', 'error'])
    expect(again.at(-1)).toMatchObject({allow_retry: true})
    expect(await all(reader.stream(asked, {...key, 'last-event-id': '9'}))).toMatchObject([{type: 'error'}])

    const stored = again[1]?.type === 'thread.item.done' ? again[1].item.id : ''
    const retry = {type: 'threads.retry_after_item', params: {thread_id: reader.threadId, item_id: stored}}
    const answer = await all(reader.stream(retry, {'idempotency-key': '9d0a1f7e-52aa-4c0c-8d53-7a8c1c6ad001'}))
    expect(JSON.stringify(answer.at(-1))).toContain('Check the clamp')
    expect(await reader.readQuestions()).toEqual([LONG_QUESTION])
  })

  test('the log is for people: plain lines, and no word of a question', async () => {
    const server = await serve()
    const reader = await Reader.open(server.url)
    for await (const _event of reader.ask('What is a zyzzyva topic?'));
    server.process.kill('SIGTERM')
    const {stdout, stderr} = await server.ended
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d content index taken in: .*8 sections/m)
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d POST \/chatkit 200, \d+ ms$/m)
    expect(stdout + stderr).not.toMatch(/zyzzyva|\{"level"/)
  })
})

function question(text: string): object {
  return {content: [{type: 'input_text', text}], attachments: [], inference_options: {}}
}

async function all(events: AsyncIterable<ThreadStreamEvent>): Promise<ThreadStreamEvent[]> {
  const list: ThreadStreamEvent[] = []
  for await (const event of events) list.push(event)
  return list
}

function hasText(event: ThreadStreamEvent): boolean {
  return event.type === 'thread.item.updated' && event.update.type === 'assistant_message.content_part.text_delta'
}

/** One reader's session over HTTP. */
class Reader {
  threadId = ''
  #url: string
  readonly #secret: string

  constructor(url: string, secret: string) {
    this.#url = url
    this.#secret = secret
  }

  static async open(url: string): Promise<Reader> {
    const reply = await fetch(`${url}/api/chatkit/session`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: '{}',
    })
    const {client_secret: secret} = (await reply.json()) as {client_secret: string}
    return new Reader(url, secret)
  }

  /** The same reader at a server that was started again. */
  move(url: string): void {
    this.#url = url
  }

  ask(text: string, headers: Record<string, string> = {}): AsyncGenerator<ThreadStreamEvent> {
    const input = question(text)
    const request =
      this.threadId === ''
        ? {type: 'threads.create', params: {input}}
        : {type: 'threads.add_user_message', params: {thread_id: this.threadId, input}}
    return this.stream(request, headers)
  }

  async *stream(request: object, headers: Record<string, string> = {}): AsyncGenerator<ThreadStreamEvent> {
    const response = await this.#post(request, headers)
    if (response.body === null) throw new Error('The reply has no body.')
    for await (const {data} of decodeSse(response.body)) {
      const event = JSON.parse(data) as ThreadStreamEvent
      if (event.type === 'thread.created') this.threadId = event.thread.id
      yield event
    }
  }

  async call<Reply>(body: object): Promise<Reply> {
    return (await (await this.#post(body)).json()) as Reply
  }

  /** What was asked in the thread so far, oldest first. */
  async readQuestions(): Promise<string[]> {
    const params = {thread_id: this.threadId, order: 'asc'}
    const items = await this.call<Page<ThreadItem>>({type: 'items.list', params})
    return items.data.flatMap((item) =>
      item.type === 'user_message' ? [item.content.map(({text}) => text).join('')] : [],
    )
  }

  async #post(body: object, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(`${this.#url}/chatkit`, {
      method: 'POST',
      headers: {'content-type': 'application/json', authorization: `Bearer ${this.#secret}`, ...headers},
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
    return response
  }
}

describe('with an index for each language', () => {
  const env = {CHATKIT_INDEX: 'index.json,ur/index.json', CHATKIT_DATA_DIR: 'data'}
  const ingest = (...args: string[]) => startCli(['ingest', ...args], folder.path, env).ended

  test('ingest takes in all of them, or one, and goes on when one is missing', async () => {
    const without = await ingest()
    expect(without).toMatchObject({code: 1, stderr: expect.stringMatching(/no index at .*ur.index\.json/)})
    expect(without.stdout).toMatch(/^\S+index\.json: 8 sections: 8 read/)

    await mkdir(path.join(folder.path, 'ur'))
    await writeFile(path.join(folder.path, 'ur/index.json'), JSON.stringify(createUrduContent()))
    expect(await ingest('ur/index.json')).toMatchObject({code: 0, stdout: expect.stringMatching(/^4 sections: 4 read/)})
    const all = await ingest()
    expect(all).toMatchObject({code: 0, stderr: ''})
    expect(all.stdout).toMatch(/8 sections: 0 read, 8 unchanged.*\n.*4 sections: 0 read, 4 unchanged/)
  })

  test('ingest of another one is refused', async () => {
    expect(await ingest('other.json')).toMatchObject({code: 2, stderr: expect.stringContaining('none of the indexes')})
  })
})

describe('the owner’s report', () => {
  test('shows what readers asked a running server, as a table and as files', async () => {
    const server = await serve()
    const reader = await Reader.open(server.url)
    for (const question of ['What is a topic?', 'What is the price of a xyzzy?'])
      for await (const _event of reader.ask(question));
    const env = {CHATKIT_INDEX: 'index.json', CHATKIT_DATA_DIR: 'data'}
    const table = await startCli(['report'], folder.path, env).ended
    expect(table).toMatchObject({code: 0, stderr: ''})
    expect(table.stdout).toMatch(/Questions +2\n +answered +1 \(50 %\)\n +not in the text +1 \(50 %\)/)
    expect(table.stdout).toContain('1  What is the price of a xyzzy?')
    expect(table.stdout).toContain('Topics and services  /book/docs/ros2/topics')

    const files = ['--html', 'report.html', '--csv', 'report.csv', '--json', 'report.json']
    const written = await startCli(['report', '--days', '7', ...files], folder.path, env).ended
    expect(
      written.stdout
        .trim()
        .split('\n')
        .map((file) => path.basename(file)),
    ).toEqual(['report.html', 'report.csv', 'report.json'])
    const read = (file: string) => readFile(path.join(folder.path, file), 'utf8')
    expect(await read('report.html')).toMatch(/^<!doctype html>.*<\/html>\n$/s)
    expect(await read('report.csv')).toMatch(/\r\n.*,unanswered,.*What is the price of a xyzzy\?,\r\n$/s)
    expect(JSON.parse(await read('report.json'))).toMatchObject({questions: {total: 2, answered: 1, unanswered: 1}})
  })

  test.each([
    ['before anybody asked', [], 'There are no conversations'],
    ['for no days', ['--days', '0'], '--days takes a whole number'],
    ['in a format that there is not', ['--pdf', 'x'], "Unknown option '--pdf'"],
  ])('%s says what to do', async (_name, options, said) => {
    const {code, stdout, stderr} = await startCli(['report', ...options], folder.path).ended
    expect(code).not.toBe(0)
    expect(stdout).toBe('')
    expect(stderr).toContain(said)
  })
})
