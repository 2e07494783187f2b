import {toTextBody} from './text-body.ts'

const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

beforeEach(() => {
  jest.useFakeTimers({doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate']})
})

afterEach(() => {
  jest.useRealTimers()
})

test('heartbeats do not pile up for a reader who is slow', async () => {
  const source = {next: () => new Promise<string>(() => {}), close: () => {}}
  const reader = toTextBody(source, {heartbeatMs: 10, onError: () => {}}).getReader()
  const first = reader.read()
  await jest.advanceTimersByTimeAsync(1000)
  expect(decode((await first).value)).toBe(': ping\n')
  expect(decode((await reader.read()).value)).toBe(': ping\n')
  let third: string | undefined
  void reader.read().then(({value}) => (third = decode(value)))
  await jest.advanceTimersByTimeAsync(9)
  expect(third).toBeUndefined()
  await jest.advanceTimersByTimeAsync(1)
  expect(third).toBe(': ping\n')
  await reader.cancel()
})

test('what was being waited for follows a heartbeat, and the tail ends it', async () => {
  const pieces = ['data: 1\n\n', null]
  const source = {
    next: () => new Promise<string | null>((resolve) => setTimeout(() => resolve(pieces.shift() ?? null), 15)),
    close: () => {},
  }
  const text = new Response(toTextBody(source, {heartbeatMs: 10, tail: ': end\n', onError: () => {}})).text()
  await jest.advanceTimersByTimeAsync(100)
  expect(await text).toBe(': ping\ndata: 1\n\n: ping\n: end\n')
})

test('a body that nobody reads has no timer', () => {
  toTextBody({next: async () => null, close: () => {}}, {onError: () => {}})
  expect(jest.getTimerCount()).toBe(0)
})
