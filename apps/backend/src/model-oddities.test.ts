import {OpenAIChatCompletionsModel, OpenAIResponsesModel, type Model} from '@openai/agents'
import type {ThreadStreamEvent} from 'chatkit-protocol'
import {createModelClient} from './agent/model.ts'
import {createTestBackend, type Reader, type TestBackend} from './__fixtures__/backend.ts'
import {startOddServer} from './__fixtures__/model-server.ts'
import {DIALECTS, type Dialect} from './__fixtures__/model/dialects.ts'
import {UPSTREAM_SECRET} from './__fixtures__/model/errors.ts'
import {ODDITIES_BY_DIALECT} from './__fixtures__/model/oddities/index.ts'
import type {Oddity, Outcome} from './__fixtures__/model/oddities/oddity.ts'
import {ANSWER, REFUSAL} from './__fixtures__/model/oddities/said.ts'
import {answersOf, expectSoundStream, loadItems, shownItems} from './__fixtures__/model/stream.ts'

/** Every oddity of the list through the whole backend, as one reader meets it: the real client, SDK, bridge, citations and store. */
const TOPIC = '/book/docs/ros2/topics#topics'
const FAILED = 'language model failed'

let backend: TestBackend
let upstream: Awaited<ReturnType<typeof startOddServer>>

async function start(dialect: Dialect, oddity: Oddity): Promise<Reader> {
  upstream = await startOddServer(oddity)
  const env = {
    OPENAI_API_KEY: 'local',
    OPENAI_BASE_URL: upstream.url,
    CHATKIT_MODEL: 'test',
    ...(isSilent(oddity) ? {CHATKIT_FIRST_TOKEN_SECONDS: '2', CHATKIT_STALL_SECONDS: '2'} : {}),
  }
  backend = await createTestBackend({env, parts: {model: createModel(dialect)}})
  return await backend.reader()
}

/** Only OpenAI's own address selects the Responses dialect, so the test says which. */
function createModel(dialect: Dialect): Model {
  const client = createModelClient({apiKey: 'local', baseUrl: upstream.url})
  return dialect === 'responses'
    ? new OpenAIResponsesModel(client, 'test')
    : new OpenAIChatCompletionsModel(client, 'test')
}

function isSilent({instead, wire}: Oddity): boolean {
  return instead === 'silence' || wire?.end === 'silence'
}

afterEach(async () => {
  await backend.close()
  await upstream.close()
})

describe('a server with', () => {
  test.each(ODDITIES_BY_DIALECT)('%s: %s', async (dialect, _name, oddity) => {
    const reader = await start(dialect, oddity)
    const events = await reader.ask('What is a topic?')
    expectOutcome(oddity.reader, events)
    expectSoundStream(events)
    expect(await loadItems(reader)).toEqual(shownItems(events))
    expectOneWordInTheLog(oddity.reader)
    expect(JSON.stringify([events, backend.log])).not.toContain(UPSTREAM_SECRET)
    if (oddity.asked !== undefined) expect(upstream.requests).toHaveLength(oddity.asked)
  })
})

test.each(DIALECTS)('%s: a reply that is cut short says nothing about the next one', async (dialect) => {
  const says = [
    {text: ['A topic is a named channel [1]'], finish: 'length'} as const,
    {text: ['A service answers [1].']},
  ]
  const reader = await start(dialect, {name: 'cut once', seen: '', says, reader: 'answer'})
  await reader.ask('What is a topic?')
  expect(answersOf(await reader.ask('What is a service?')).map(({text}) => text)).toEqual(['A service answers.'])
})

function expectOutcome(outcome: Outcome, events: ThreadStreamEvent[]): void {
  const said = answersOf(events)
  const texts = said.map(({text}) => text)
  switch (outcome) {
    case 'answer':
      expect(texts.at(-1)?.slice(-ANSWER.length)).toBe(ANSWER)
      expect(said.at(-1)?.urls).toEqual([TOPIC, TOPIC])
      break
    case 'refusal':
      expect(texts).toEqual([REFUSAL])
      break
    case 'broken off':
      expect(texts).toEqual([expect.stringMatching(/^A topic is a named channel\.?$/)])
      expect(events.at(-1)).toMatchObject({type: 'error', allow_retry: true, message: expect.stringMatching(/again/)})
      break
    case 'quotes':
      expect(texts).toHaveLength(1)
      expect(texts[0]).toMatch(/^The language model .*A topic is a named channel/s)
      expect(said[0]?.urls).toContain(TOPIC)
      break
  }
  if (outcome !== 'broken off') expect(events.filter(({type}) => type === 'error')).toEqual([])
}

function expectOneWordInTheLog(outcome: Outcome): void {
  const loud = backend.log.filter(({level}) => Number(level) >= 40)
  const fails = outcome === 'broken off' || outcome === 'quotes'
  expect(loud).toHaveLength(fails ? 1 : 0)
  if (fails) expect(loud[0]).toMatchObject({msg: expect.stringContaining(FAILED), failure: {type: expect.any(String)}})
}
