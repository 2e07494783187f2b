import type {ThreadStreamEvent} from 'chatkit-protocol'
import {addRequest, collect, silent, TestServer} from './__fixtures__/test-server.ts'
import type {TurnPolicy} from './turns.ts'
import {TurnLocks} from './turns.ts'

/** A server whose answers run until they are told to end, and which notes when each begins and ends. */
async function slowServer(turnPolicy: TurnPolicy) {
  const server = new TestServer(silent, {turnPolicy})
  const {threadId} = await server.create()
  const log: string[] = []
  const finish: (() => void)[] = []
  server.answer = async function* (thread, message, _context, {signal}) {
    const name = message?.content.map((part) => part.text).join('') ?? ''
    log.push(`${name} begins`)
    thread.title = `title by ${name}`
    await new Promise<void>((resolve) => {
      finish.push(resolve)
      signal.addEventListener('abort', () => resolve(), {once: true})
    })
    log.push(`${name} ends`)
    yield {type: 'progress_update', text: name}
  }
  const ask = (text: string, signal?: AbortSignal) =>
    server.open(addRequest(threadId, text), 'alice', signal === undefined ? {} : {signal})
  return {server, threadId, log, finish, ask}
}

const tick = () => new Promise((resolve) => setImmediate(resolve))
const texts = (events: ThreadStreamEvent[]) => events.flatMap((event) => ('text' in event ? [event.text] : []))

describe('a second turn on a thread that is answering', () => {
  test('reject: is refused with Conflict, stores nothing, and is welcome afterwards', async () => {
    const {server, threadId, finish, ask} = await slowServer('reject')
    const first = collect((await ask('one')).events)
    await tick()
    await expect(ask('two')).rejects.toMatchObject({code: 'Conflict', status: 409, retryAfter: 1})
    finish[0]?.()
    await first
    const page = await server.store.loadThreadItems(threadId, {limit: 10, after: null, order: 'asc'}, 'alice')
    expect(page.data).toHaveLength(2)
    await (await ask('three')).events.return()
  })

  test('queue: waits, and sees what the first one changed', async () => {
    const {server, log, finish, ask} = await slowServer('queue')
    const first = collect((await ask('one')).events)
    const second = ask('two').then(({events}) => collect(events))
    await tick()
    expect(log).toEqual(['one begins'])
    const inner = server.answer
    server.answer = async function* (thread, ...rest) {
      log.push(`two sees ${thread.title}`)
      yield* inner(thread, ...rest)
    }
    finish[0]?.()
    await first
    await tick()
    finish[1]?.()
    expect(texts(await second)).toEqual(['two'])
    expect(log).toEqual(['one begins', 'one ends', 'two sees title by one', 'two begins', 'two ends'])
  })

  test('queue: who has gone while waiting is dropped, and too many are refused', async () => {
    const {log, finish, ask} = await slowServer('queue')
    const first = collect((await ask('one')).events)
    const gone = new AbortController()
    const dropped = ask('gone', gone.signal)
    await tick()
    gone.abort()
    await expect(dropped).rejects.toMatchObject({code: 'Conflict'})
    const waiting = Array.from({length: 8}, (_, index) => ask(`w${index}`))
    await tick()
    await expect(ask('one too many')).rejects.toMatchObject({code: 'Conflict'})
    finish[0]?.()
    await first
    for (const turn of waiting) await (await turn).events.return()
    expect(log.filter((line) => line.endsWith('begins'))).toEqual(['one begins'])
  })

  test('cancelPrevious: stops the first, whose reader is told why', async () => {
    const {log, finish, ask} = await slowServer('cancelPrevious')
    const first = collect((await ask('one')).events)
    await tick()
    const second = ask('two').then(({events}) => collect(events))
    expect((await first).at(-1)).toEqual({
      type: 'error',
      code: 'custom',
      message: 'This answer was stopped because a newer message was sent.',
      allow_retry: false,
    })
    await tick()
    finish[1]?.()
    expect(texts(await second)).toEqual(['two'])
    expect(log).toContain('two ends')
  })

  test('cancelPrevious: does not wait for a reader of the first who has stopped reading', async () => {
    const {finish, ask} = await slowServer('cancelPrevious')
    const stalled = await ask('one')
    await stalled.events.next()
    const second = ask('two').then(({events}) => collect(events))
    await tick()
    finish[0]?.()
    expect(texts(await second)).toEqual(['two'])
    expect(await stalled.events.next()).toMatchObject({value: {type: 'error'}})
    expect(await stalled.events.next()).toEqual({done: true, value: undefined})
  })
})

test('cancelPrevious: of those that wait, the newest wins', async () => {
  const {finish, ask} = await slowServer('cancelPrevious')
  const stalled = await ask('one')
  // Still at work on its first event, so that it cannot be stopped at once.
  const first = stalled.events.next()
  const second = ask('two')
  const third = ask('three')
  const [refused, accepted] = await Promise.allSettled([second, third])
  expect(refused).toMatchObject({status: 'rejected', reason: {code: 'Conflict'}})
  expect(accepted.status).toBe('fulfilled')
  await first
  finish.forEach((end) => end())
  await (await third).events.return()
})

test('turns on different threads do not wait for each other', async () => {
  const locks = new TurnLocks('reject')
  const one = await locks.acquire('thr_1')
  const two = await locks.acquire('thr_2')
  one.release()
  two.release()
  await locks.cancelAll('thr_1', 'idle threads have nothing to cancel')
})

test('who may not see a thread does not learn that it is busy', async () => {
  const {server, threadId, ask} = await slowServer('reject')
  const turn = await ask('one')
  await expect(server.request(addRequest(threadId), 'bob')).rejects.toMatchObject({code: 'NotFound'})
  await turn.events.return()
})
