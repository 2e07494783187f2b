import {streamOf} from './__fixtures__/streams.ts'
import {fromClient, peek, pulled, readAll} from './streams.ts'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

describe('the body of a request', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  /** A client that sends a byte every so many milliseconds, and notes whether it was told to stop. */
  function client(everyMs: number, count: number): {body: ReadableStream<Uint8Array>; stopped: () => boolean} {
    let [sent, stopped] = [0, false]
    const body = pulled(
      async () => {
        if (sent++ === count) return null
        await new Promise((resolve) => setTimeout(resolve, everyMs))
        return Uint8Array.of(120)
      },
      async () => {
        stopped = true
      },
    )
    return {body, stopped: () => stopped}
  }

  async function outcome(body: ReadableStream<Uint8Array>): Promise<string> {
    const reading = readAll(fromClient(body, {idleMs: 1000, totalMs: 10_000})).then(
      text,
      (error: Error) => error.message,
    )
    await jest.advanceTimersByTimeAsync(60_000)
    return reading
  }

  test('is waited for while its client is slow, but sends', async () => {
    expect(await outcome(client(900, 10).body)).toBe('xxxxxxxxxx')
  })

  test('is given up when nothing comes for too long, or all of it takes too long', async () => {
    for (const slow of [client(1100, 2), client(900, 20)]) {
      expect(await outcome(slow.body)).toBe('The upload took too long. Please try again.')
      expect(slow.stopped()).toBe(true)
    }
  })

  test('that breaks off fails with a sentence for readers', async () => {
    expect(await outcome(streamOf('x', new Error('ECONNRESET')))).toMatch(/^The upload was cut off/)
  })

  test('leaves no timer behind', async () => {
    await outcome(client(10, 3).body)
    expect(jest.getTimerCount()).toBe(0)
  })
})

test('a stream that was looked into is still all there', async () => {
  for (const chunks of [[], ['a'], ['ab', 'cdef', 'ghi'], ['abcdefghi']]) {
    const {head, stream} = await peek(streamOf(...chunks), 4)
    expect(text(head)).toBe(chunks.join('').slice(0, 4))
    expect(text(await readAll(stream))).toBe(chunks.join(''))
  }
})
