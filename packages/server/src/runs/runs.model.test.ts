import * as fc from 'fast-check'
import {RunClient} from '../__fixtures__/run-client.ts'
import type {Connection} from '../__fixtures__/run-client.ts'
import {addRequest, createRequest, storedItems, TestServer} from '../__fixtures__/test-server.ts'
import {word} from '../__fixtures__/talker.ts'
import {sampleAnswer} from '../testing/samples.ts'

/**
 * Readers do anything at any time: ask, lose the connection, ask again from anywhere, come in from another window, stop. Whatever the
 * order, a question is stored once and answered at most once, and every connection tells the same story.
 */
type Step =
  | {do: 'ask'; question: number; after: number}
  | {do: 'attach'; question: number; after: number}
  | {do: 'leave'; connection: number}
  | {do: 'cancel'; question: number}
  | {do: 'wait'; ticks: number}

const QUESTIONS = 4
const WORDS = 6
const keyOf = (question: number) => `question-${question}`

const question = fc.nat(QUESTIONS - 1)
const after = fc.constantFrom(0, 0, 1, 3, 7)
const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 5, arbitrary: fc.record({do: fc.constant('ask' as const), question, after})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('attach' as const), question, after})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('leave' as const), connection: fc.nat(20)})},
  {weight: 1, arbitrary: fc.record({do: fc.constant('cancel' as const), question})},
  {weight: 3, arbitrary: fc.record({do: fc.constant('wait' as const), ticks: fc.nat(8)})},
)

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

async function play(steps: Step[]) {
  const answered: string[] = []
  const server = new TestServer(async function* (_thread, message) {
    const text = message?.content.map((part) => part.text).join('') ?? ''
    answered.push(text)
    const id = `answer to ${text} ${answered.length}`
    yield {type: 'thread.item.added', item: sampleAnswer(id, '')}
    for (let index = 0; index < WORDS; index++) {
      await tick()
      yield word(id, `word ${index} `)
    }
    yield {type: 'thread.item.done', item: sampleAnswer(id, 'done')}
  })
  const client = new RunClient(server)
  // Even questions go on in this thread, one at a time; odd ones begin threads of their own.
  const {threadId} = await server.create('begin')
  answered.length = 0
  const requestOf = (number: number) =>
    number % 2 === 0 ? addRequest(threadId, keyOf(number)) : createRequest(keyOf(number))

  const connections: {question: number; after: number; connection: Connection; open: boolean}[] = []
  const pending: Promise<unknown>[] = []
  const connect = (number: number, from: number, opening: Promise<Connection>) => {
    pending.push(
      opening.then((connection) => connections.push({question: number, after: from, connection, open: true})),
    )
  }
  for (const action of steps) {
    if (action.do === 'wait') for (let count = 0; count < action.ticks; count++) await tick()
    else if (action.do === 'leave') {
      const left = connections[action.connection]
      if (left !== undefined) {
        left.open = false
        await left.connection.leave()
      }
    } else if (action.do === 'cancel') pending.push(client.cancel(keyOf(action.question)))
    else {
      const resume: Record<string, string> = action.after === 0 ? {} : {'last-event-id': String(action.after)}
      const opening =
        action.do === 'attach'
          ? client.attach(keyOf(action.question), resume)
          : client.post(requestOf(action.question), {'idempotency-key': keyOf(action.question), ...resume})
      connect(action.question, action.after, opening)
    }
  }
  await Promise.all(pending)
  const received = await Promise.all(
    connections
      .filter(({open}) => open)
      .map(async ({question: number, after: from, connection}) => ({
        question: number,
        after: from,
        got: await connection.all(),
      })),
  )
  while (server.runs.size > 0) await tick()
  return {server, answered, received}
}

async function storedTexts(server: TestServer): Promise<string[]> {
  const {data} = await server.store.loadThreads({limit: 100, after: null, order: 'asc'}, 'alice')
  const items = await Promise.all(data.map(({id}) => storedItems(server.store, id)))
  return items.flat().flatMap((item) => (item.type === 'user_message' ? item.content.map(({text}) => text) : []))
}

test('whatever readers do, a question is asked once and everybody hears the same answer', async () => {
  const property = fc.asyncProperty(fc.array(step, {minLength: 1, maxLength: 25}), async (steps) => {
    const {server, answered, received} = await play(steps)
    const stored = await storedTexts(server)
    expect(new Set(stored).size).toBe(stored.length)
    expect(new Set(answered).size).toBe(answered.length)

    const told = new Map<string, string>()
    for (const {question: number, after: from, got} of received) {
      // Refused: the thread was busy with another question, the run does not exist yet, or the client claims too much.
      if (got.status !== 200) {
        expect([404, 409]).toContain(got.status)
        continue
      }
      expect(got.ended).toBe(true)
      expect(got.ids).toEqual(got.events.map((_event, index) => String(from + index + 1)))
      for (const [index, event] of got.events.entries()) {
        const place = `${number} ${from + index + 1}`
        const json = JSON.stringify(event)
        expect(told.get(place) ?? json).toBe(json)
        told.set(place, json)
      }
    }
    for (let number = 0; number < QUESTIONS; number++) {
      const run = await server.store.loadRun(keyOf(number), 'alice')
      expect(stored.includes(keyOf(number))).toBe(run !== null)
      if (run !== null) expect(['done', 'cancelled']).toContain(run.state)
    }
    expect(server.reports).toEqual([])
  })
  await fc.assert(property, {numRuns: 150})
})
