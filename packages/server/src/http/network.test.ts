import {once} from 'node:events'
import {connect} from 'node:net'
import type {AddressInfo, Server} from 'node:net'
import {serve} from '@hono/node-server'
import {sampleAnswer} from '../testing/samples.ts'
import {createRequest, silent, storedItems, TestServer} from '../__fixtures__/test-server.ts'
import {createHandler} from './create-handler.ts'

let listening: Server | undefined

async function listen(server: TestServer): Promise<number> {
  const handler = createHandler(server, {context: () => 'alice', heartbeatMs: 20})
  listening = serve({fetch: handler, hostname: '127.0.0.1', port: 0})
  if (!listening.listening) await once(listening, 'listening')
  return (listening.address() as AddressInfo).port
}

afterEach(async () => {
  if (listening !== undefined) await new Promise((resolve) => listening?.close(resolve))
})

/** Sends a request on a bare socket, which can be broken off or left unread at will. */
function send(port: number): ReturnType<typeof connect> {
  const body = JSON.stringify(createRequest())
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(
    `POST /chatkit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  return socket
}

async function storedTypes(server: TestServer): Promise<string[]> {
  const [thread] = (await server.store.loadThreads({limit: 1, after: null, order: 'asc'}, 'alice')).data
  return thread === undefined ? [] : (await storedItems(server.store, thread.id)).map(({type}) => type)
}

test('a connection that breaks while the model thinks stops it and keeps the partial text', async () => {
  let stopped = (): void => {}
  const stop = new Promise<void>((resolve) => {
    stopped = resolve
  })
  const server = new TestServer(async function* (_thread, _input, _context, {signal}) {
    signal.addEventListener('abort', () => stopped(), {once: true})
    yield {type: 'thread.item.added', item: sampleAnswer('msg_1', 'Half an answer')}
    await new Promise(() => {})
  })
  const socket = send(await listen(server))
  let text = ''
  for await (const chunk of socket) {
    text += String(chunk)
    if (text.includes('Half an answer')) break
  }
  socket.destroy()
  await stop
  await new Promise((resolve) => setImmediate(resolve))
  expect(await storedTypes(server)).toEqual(['user_message', 'assistant_message', 'sdk_hidden_context'])
})

test('a connection that is not read holds the producer up, and breaking it stops the turn', async () => {
  let produced = 0
  let stopped = (): void => {}
  const stop = new Promise<void>((resolve) => {
    stopped = resolve
  })
  const server = new TestServer(async function* (_thread, _input, _context, {signal}) {
    signal.addEventListener('abort', () => stopped(), {once: true})
    yield {type: 'thread.item.added', item: sampleAnswer('msg_1', 'Seen')}
    for (; produced < 1_000_000; produced++) yield {type: 'progress_update', text: 'x'.repeat(10_000)}
  })
  const socket = send(await listen(server))
  socket.pause()
  // Until nothing is produced any more: the socket's buffers on both sides are full then.
  for (let before = -1; ;) {
    const now: number = produced
    if (now > 0 && now === before) break
    before = now
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(produced).toBeLessThan(2000)
  socket.destroy()
  await stop
  await new Promise((resolve) => setImmediate(resolve))
  expect(await storedTypes(server)).toEqual(['user_message', 'assistant_message', 'sdk_hidden_context'])
})

test('silence carries heartbeats, and the stream ends with its connection reusable', async () => {
  let finish = (): void => {}
  const server = new TestServer(silent)
  server.answer = async function* () {
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    yield {type: 'progress_update', text: 'late'}
  }
  const socket = send(await listen(server))
  let text = ''
  for await (const chunk of socket) {
    text += String(chunk)
    if (text.includes(': ping')) finish()
    if (text.includes('\r\n0\r\n')) break
  }
  expect(text).toContain('"late"')
  expect(text).toContain('HTTP/1.1 200')
  socket.destroy()
})
