import {readFileSync} from 'node:fs'
import {request as httpRequest} from 'node:http'
import type {AddressInfo, Server} from 'node:net'
import {join} from 'node:path'
import {decodeSse} from 'chatkit-protocol/sse'
import {createRequest} from '../__fixtures__/test-server.ts'

const PACKAGE = join(__dirname, '../..')

let listening: Server
let url: string

beforeAll(async () => {
  process.env['PORT'] = '0'
  const quickstart = await import('../../examples/quickstart.ts')
  listening = quickstart.listening
  if (!listening.listening) await new Promise((resolve) => listening.once('listening', resolve))
  url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/chatkit`
})

afterAll(async () => {
  await new Promise((resolve) => listening.close(resolve))
})

function ask(body: unknown): Promise<Response> {
  return fetch(url, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)})
}

test('the README shows the very file', () => {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8')
  const [, shown] = /## Quickstart\n\n```ts\n([\s\S]*?)```/.exec(readme) ?? []
  expect(shown).toBe(readFileSync(join(PACKAGE, 'examples/quickstart.ts'), 'utf8'))
})

test('it answers over a real connection, and remembers the conversation', async () => {
  const response = await ask(createRequest('hello there'))
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const types: string[] = []
  if (response.body === null) throw new Error('no body')
  for await (const {data} of decodeSse(response.body)) types.push((JSON.parse(data) as {type: string}).type)
  expect(types).toEqual([
    'thread.created',
    'thread.item.done',
    'stream_options',
    'thread.item.added',
    'thread.updated',
    ...Array.from({length: 4}, () => 'thread.item.updated'),
    'thread.item.done',
  ])
  const threads = (await (await ask({type: 'threads.list', params: {}})).json()) as {
    data: {id: string; title: string}[]
  }
  expect(threads.data[0]?.title).toBe('hello there')
  const id = threads.data[0]?.id
  const thread: unknown = await (await ask({type: 'threads.get_by_id', params: {thread_id: id}})).json()
  expect(thread).toMatchObject({items: {data: [{type: 'user_message'}, {content: [{text: 'You said: hello there'}]}]}})
})

test('a preflight from the textbook’s page is allowed over a real connection', async () => {
  const status = await new Promise((resolve, reject) => {
    const headers = {origin: 'http://localhost:3000', 'access-control-request-method': 'POST'}
    httpRequest(url, {method: 'OPTIONS', headers}, (response) => {
      response.resume()
      resolve([response.statusCode, response.headers['access-control-allow-origin']])
    })
      .on('error', reject)
      .end()
  })
  expect(status).toEqual([204, 'http://localhost:3000'])
})
