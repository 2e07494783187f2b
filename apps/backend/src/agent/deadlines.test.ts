import {setTimeout as sleep} from 'node:timers/promises'
import {withDeadlines} from './deadlines.ts'

const NEVER = 60_000

async function* events(...pauses: number[]): AsyncGenerator<number> {
  for (const [at, pause] of pauses.entries()) {
    await sleep(pause, undefined, {ref: false})
    yield at
  }
}

/** What came, and how it ended. */
async function play(
  open: (signal: AbortSignal) => AsyncIterable<number>,
  deadlines: {firstTokenMs: number; stallMs: number},
  {isBegun = () => true, signal}: {isBegun?: (event: number) => boolean; signal?: AbortSignal} = {},
): Promise<{came: number[]; error: unknown}> {
  const came: number[] = []
  try {
    for await (const event of withDeadlines(open, isBegun, deadlines, signal)) came.push(event)
    return {came, error: null}
  } catch (error) {
    return {came, error}
  }
}

test('what comes in time comes through', async () => {
  expect(await play(() => events(0, 1, 0), {firstTokenMs: NEVER, stallMs: NEVER})).toEqual({
    came: [0, 1, 2],
    error: null,
  })
})

test('a stream that goes on and on ends when its time is over', async () => {
  const came: number[] = []
  const endless = async function* (): AsyncGenerator<number> {
    for (;;) {
      await sleep(1)
      yield 0
    }
  }
  const run = async (): Promise<void> => {
    const deadlines = {firstTokenMs: NEVER, stallMs: NEVER}
    const endsAt = performance.now() + 50
    for await (const event of withDeadlines(endless, () => true, deadlines, undefined, endsAt)) came.push(event)
  }
  await expect(run()).rejects.toMatchObject({name: 'ModelTimeout', code: 'total_timeout'})
  expect(came).not.toHaveLength(0)
})

test('a stream that does not begin ends as one, and is aborted', async () => {
  let aborted = false
  const open = (signal: AbortSignal) => {
    signal.addEventListener('abort', () => (aborted = true))
    return events(NEVER)
  }
  const {came, error} = await play(open, {firstTokenMs: 20, stallMs: NEVER})
  expect([came, error]).toEqual([[], expect.objectContaining({missed: 'first_token', code: 'first_token_timeout'})])
  expect(aborted).toBe(true)
})

test('signs of life do not count as the first token', async () => {
  async function* alive(): AsyncGenerator<number> {
    for (let at = 0; ; at += 1) {
      await sleep(5)
      yield at
    }
  }
  const {came, error} = await play(alive, {firstTokenMs: 40, stallMs: NEVER}, {isBegun: () => false})
  expect(error).toMatchObject({missed: 'first_token'})
  expect(came.length).toBeGreaterThan(0)
})

test('silence in the middle ends it with what came', async () => {
  const {came, error} = await play(() => events(0, 0, NEVER), {firstTokenMs: NEVER, stallMs: 20})
  expect([came, error]).toEqual([[0, 1], expect.objectContaining({missed: 'stall'})])
})

test('an error of the stream comes out as it is', async () => {
  const failure = new Error('broken')
  async function* broken(): AsyncGenerator<number> {
    yield 0
    await Promise.resolve()
    throw failure
  }
  expect(await play(broken, {firstTokenMs: NEVER, stallMs: NEVER})).toEqual({came: [0], error: failure})
})

test('the caller’s own signal reaches the stream, and leaving early aborts it', async () => {
  const outer = new AbortController()
  const signals: AbortSignal[] = []
  const open = (signal: AbortSignal) => {
    signals.push(signal)
    return events(0, 0, NEVER)
  }
  for await (const event of withDeadlines(open, () => true, {firstTokenMs: NEVER, stallMs: NEVER}, outer.signal)) {
    if (event === 1) break
  }
  expect(signals[0]?.aborted).toBe(true)
  const second = withDeadlines(open, () => true, {firstTokenMs: NEVER, stallMs: NEVER}, outer.signal)
  await second.next()
  outer.abort()
  expect(signals[1]?.aborted).toBe(true)
  await second.return(undefined)
})
