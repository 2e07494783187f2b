import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import {createServer, request as httpRequest} from 'node:http'
import type {IncomingMessage, RequestListener, Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {decodeSse} from 'chatkit-protocol/sse'
import express from 'express'
import fastify from 'fastify'
import type {ThreadItem, ThreadStreamEvent} from 'chatkit-protocol'
import {createRequest} from '../__fixtures__/test-server.ts'
import type {LooseRequest} from '../__fixtures__/test-server.ts'
import {toNodeListener} from './node/index.ts'

const PACKAGE = join(__dirname, '../..')
const EXAMPLES = ['node', 'express', 'fastify', 'hono']

const port = (server: Server): number => (server.address() as AddressInfo).port

/** Closes idle connections too: a framework may keep them for a minute. */
function stop(server: Server): Promise<unknown> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  return closed
}

function post(url: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  const headers = {'content-type': 'application/json'}
  return fetch(url, {method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body), ...init})
}

async function* events(response: Response): AsyncIterable<ThreadStreamEvent> {
  if (response.body === null) throw new Error('no body')
  for await (const {data} of decodeSse(response.body)) yield JSON.parse(data) as ThreadStreamEvent
}

/** The text of an answer, which must come in one update a word. */
async function answer(url: string, text: string): Promise<string[]> {
  const words: string[] = []
  for await (const event of events(await post(url, createRequest(text)))) {
    if (event.type === 'thread.item.updated' && 'delta' in event.update) words.push(event.update.delta)
  }
  return words
}

describe.each(EXAMPLES)('the example for %s', (name) => {
  let listening: Server
  let origin: string
  let url: string

  beforeAll(async () => {
    process.env['PORT'] = '0'
    const example = (await import(`../../examples/${name}.ts`)) as {listening: Server}
    listening = example.listening
    if (!listening.listening) await once(listening, 'listening')
    origin = `http://127.0.0.1:${port(listening)}`
    url = `${origin}/chatkit`
  })

  afterAll(() => stop(listening))

  test('is what the README shows, and takes less than ten lines beside the framework’s own', () => {
    const file = readFileSync(join(PACKAGE, `examples/${name}.ts`), 'utf8')
    const shown = readFileSync(join(PACKAGE, 'README.md'), 'utf8')
      .split('```ts\n')
      .map((part) => part.split('```')[0])
    expect(shown.includes(file)).toBe(true)
    const mount = file.split('\n').filter((line) => line !== '' && !/^import|^const app|listen/.test(line))
    expect(mount.length).toBeLessThan(10)
  })

  test('answers with JSON', async () => {
    const response = await post(url, {type: 'threads.list', params: {limit: 1}})
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(await response.json()).toHaveProperty('data')
  })

  test('answers with streams, two at once', async () => {
    const texts = ['one two three', 'four five six']
    const both = await Promise.all(texts.map((text) => answer(url, text)))
    expect(both).toEqual([
      ['one ', 'two ', 'three'],
      ['four ', 'five ', 'six'],
    ])
  })

  test('stops the answer when its reader goes, and keeps what there was', async () => {
    const client = new AbortController()
    const response = await post(url, createRequest('word '.repeat(500)), {signal: client.signal})
    let threadId = ''
    for await (const event of events(response)) {
      if (event.type === 'thread.created') threadId = event.thread.id
      if (event.type === 'thread.item.updated') break
    }
    client.abort()
    let items: ThreadItem[] = []
    while (items.length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      const thread = await post(url, {type: 'threads.get_by_id', params: {thread_id: threadId}})
      items = ((await thread.json()) as {items: {data: ThreadItem[]}}).items.data
    }
    expect(items).toMatchObject([
      {type: 'user_message'},
      {content: [{text: expect.stringMatching(/^(word ){1,100}$/)}]},
    ])
  })

  test('lets the pages that are listed call, and no others', async () => {
    const headers = {origin: 'http://localhost:3000', 'access-control-request-method': 'POST'}
    const preflight = await send('OPTIONS', headers)
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers['access-control-allow-origin']).toBe('http://localhost:3000')
    expect((await send('OPTIONS', {...headers, origin: 'http://evil.example'})).statusCode).toBe(403)
  })

  test('knows its path and its methods', async () => {
    expect((await post(`${origin}/elsewhere`, {})).status).toBe(404)
    const refused = await fetch(url, {method: 'PUT', headers: {'content-type': 'application/json'}, body: '{}'})
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, expect.stringContaining('POST')])
    expect(await refused.json()).toMatchObject({error: {type: 'MethodNotAllowed'}})
  })

  test('refuses a body that is too large, in words', async () => {
    const request: LooseRequest = {type: 'threads.list', params: {}, metadata: {long: 'x'.repeat(2_000_000)}}
    const response = await post(url, request)
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({error: {type: 'TooLarge'}})
  })

  async function send(method: string, headers: Record<string, string>): Promise<IncomingMessage> {
    const request = httpRequest(url, {method, headers})
    request.end()
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return response.resume()
  }
})

describe('a framework that parses bodies first', () => {
  const chat = toNodeListener(async (request) => Response.json(await request.json()))

  async function ask(listener: RequestListener): Promise<Response> {
    const server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      return await post(`http://127.0.0.1:${port(server)}/chatkit`, {type: 'threads.list', params: {}})
    } finally {
      await stop(server)
    }
  }

  test('Express with json() above the mount works', async () => {
    const app = express().use(express.json()).use('/chatkit', chat)
    expect(await (await ask(app)).json()).toEqual({type: 'threads.list', params: {}})
  })

  test('Fastify with its own parser says what to do', async () => {
    const reports: unknown[] = []
    const listener = toNodeListener(() => new Response(), {onError: (error) => reports.push(error)})
    const app = fastify()
    app.all('/chatkit', (request, reply) => listener(request.raw, reply.hijack().raw))
    await app.ready()
    expect((await ask((request, response) => app.routing(request, response))).status).toBe(501)
    expect(String(reports[0])).toContain('in Fastify, in a plugin of its own without content type parsers')
  })
})
