import {decodeSse, SseError} from './index.ts'
import type {SseMessage} from './index.ts'

const encoder = new TextEncoder()

/** A body that gives one chunk for each pull, and tells whether it was cancelled. */
function bodyOf(chunks: string[]) {
  const waiting = [...chunks]
  const state: {pulls: number; cancelled?: unknown} = {pulls: 0}
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        state.pulls += 1
        const chunk = waiting.shift()
        if (chunk === undefined) controller.close()
        else controller.enqueue(encoder.encode(chunk))
      },
      cancel(reason) {
        state.cancelled = reason ?? 'cancelled'
      },
    },
    {highWaterMark: 0},
  )
  return {body, state}
}

async function collect(messages: AsyncIterable<SseMessage>): Promise<string[]> {
  const data: string[] = []
  for await (const message of messages) data.push(message.data)
  return data
}

test('messages come in order, and the body is free afterwards', async () => {
  const {body, state} = bodyOf(['data: a\n\nda', 'ta: b\n\n'])
  expect(await collect(decodeSse(body))).toEqual(['a', 'b'])
  expect(body.locked).toBe(false)
  expect(state.cancelled).toBeUndefined()
})

test('a comment is reported after the messages before it were taken', async () => {
  const order: string[] = []
  const {body} = bodyOf(['data: a\n\ndata: b\n\n: end\n'])
  for await (const {data} of decodeSse(body, {onComment: (text) => order.push(text)})) order.push(data)
  expect(order).toEqual(['a', 'b', 'end'])
})

test('nothing is read before a message is asked for', async () => {
  const {body, state} = bodyOf(['data: a\n\n', 'data: b\n\n'])
  const messages = decodeSse(body)
  expect(state.pulls).toBe(0)
  await messages.next()
  expect(state.pulls).toBe(1)
  await messages.return()
})

test('leaving the loop cancels the body', async () => {
  const {body, state} = bodyOf(['data: a\n\n', 'data: b\n\n'])
  for await (const {data} of decodeSse(body)) {
    expect(data).toBe('a')
    break
  }
  expect(state.cancelled).toBe('cancelled')
  expect(body.locked).toBe(false)
})

test('an abort ends a pending read with the reason', async () => {
  const abort = new AbortController()
  let cancelledWith: unknown
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode('data: a\n\n')),
    cancel: (reason) => {
      cancelledWith = reason
    },
  })
  const messages = decodeSse(body, {signal: abort.signal})
  expect((await messages.next()).value).toEqual({data: 'a'})
  const pending = messages.next()
  const reason = new Error('left the page')
  abort.abort(reason)
  await expect(pending).rejects.toBe(reason)
  expect(cancelledWith).toBe(reason)
})

test('an abort between two messages of one chunk stops at once', async () => {
  const abort = new AbortController()
  const {body} = bodyOf(['data: a\n\ndata: b\n\n'])
  const seen: string[] = []
  const read = async () => {
    for await (const {data} of decodeSse(body, {signal: abort.signal})) {
      seen.push(data)
      abort.abort()
    }
  }
  await expect(read()).rejects.toMatchObject({name: 'AbortError'})
  expect(seen).toEqual(['a'])
})

test('with a signal that is aborted already nothing is read', async () => {
  const {body, state} = bodyOf(['data: a\n\n'])
  await expect(collect(decodeSse(body, {signal: AbortSignal.abort()}))).rejects.toMatchObject({name: 'AbortError'})
  expect(state.pulls).toBe(0)
  expect(state.cancelled).toBeDefined()
})

test('what the body fails with is passed on', async () => {
  const failure = new TypeError('network error')
  const body = new ReadableStream<Uint8Array>({pull: (controller) => controller.error(failure)})
  await expect(collect(decodeSse(body))).rejects.toBe(failure)
})

test('an oversized message cancels the body', async () => {
  const {body, state} = bodyOf(['data: ', 'x'.repeat(50), 'y'])
  await expect(collect(decodeSse(body, {maxBufferLength: 20}))).rejects.toThrow(SseError)
  expect(state.cancelled).toBeDefined()
})
