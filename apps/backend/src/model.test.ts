import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {OpenAIResponsesModel} from '@openai/agents'
import type {ThreadStreamEvent} from 'chatkit-protocol'
import OpenAI from 'openai'
import {answerOf, citedUrls, createTestBackend, textOfAnswer, type TestBackend} from './__fixtures__/backend.ts'
import {startModelServer, type ModelReply, type ModelServer} from './__fixtures__/model-server.ts'

/** The real client and SDK against a scripted server on loopback, in the dialect of each kind of server. */
describe.each(['chat completions', 'responses'] as const)('a language model that speaks %s', (dialect) => {
  let upstream: ModelServer
  let backend: TestBackend
  let settings: Record<string, string>
  beforeEach(() => {
    settings = {}
  })

  const start = async (...replies: ModelReply[]): Promise<void> => {
    upstream = await startModelServer(...replies)
    // Only OpenAI's own address selects the Responses dialect, so the test hands that model in.
    const client = new OpenAI({apiKey: 'local', baseURL: upstream.url, maxRetries: 0})
    const parts = dialect === 'responses' ? {model: new OpenAIResponsesModel(client, 'test')} : {}
    const env = {
      OPENAI_API_KEY: 'local',
      OPENAI_BASE_URL: upstream.url,
      CHATKIT_MODEL: 'test',
      CHATKIT_CONTEXT_TOKENS: '4000',
      ...settings,
    }
    backend = await createTestBackend({env, parts})
  }
  afterEach(async () => {
    await backend.close()
    await upstream.close()
  })

  test('its tool call searches, and its markers become citations', async () => {
    await start(
      {kind: 'tool', query: 'service request'},
      {kind: 'text', deltas: ['A service ', 'answers [', '1', '].', ' Not this [99].']},
    )
    const events = await (await backend.reader()).ask('What is a topic?')
    expect(textOfAnswer(events)).toBe('A service answers. Not this.')
    expect(citedUrls(events)).toEqual(['/book/docs/ros2/topics#topics'])
    expect(answerOf(events).content[0]?.annotations[0]).toMatchObject({
      type: 'annotation',
      index: 17,
      source: {type: 'url', title: 'Topics', group: 'Topics and services', attribution: 'Robots by Example'},
    })
    expect(events.filter((event) => event.type === 'progress_update').map((event) => event.text)).toEqual([
      'Reading *Topics*…',
      'Reading *Services*…',
    ])
    const second = JSON.stringify(upstream.requests[1]?.body)
    expect(second).toContain('A service is a request')
    expect(upstream.requests[0]?.authorization).toBe('Bearer local')
  })

  test('what streams and what is finished are the same text', async () => {
    await start({kind: 'text', deltas: ['One [1', '] two `x', '[1]` three.']})
    const events = await (await backend.reader()).ask('What is a topic?')
    expect(streamedText(events)).toBe('One two `x[1]` three.')
    expect(textOfAnswer(events)).toBe(streamedText(events))
  })

  test('a sentence that the passages do not bear out is named below the answer, in the reader’s language, and not to the model', async () => {
    const madeUp = 'It was invented by Ada Lovelace for steam engines [1].'
    await start({kind: 'text', deltas: ['A topic is a named channel on which nodes publish messages [1]. ', madeUp]})
    const reader = await backend.reader()
    const events = await reader.ask('What is a topic?')
    const note =
      'Please check this against the sources, which don’t clearly say it: “It was invented by Ada Lovelace for steam engines.”'
    const answer =
      'A topic is a named channel on which nodes publish messages. It was invented by Ada Lovelace for steam engines.'
    expect(textOfAnswer(events)).toBe(`${answer}\n\n---\n\n*${note}*`)
    expect(streamedText(events)).toBe(textOfAnswer(events))
    expect(citedUrls(events)).toHaveLength(2)
    const [second] = (await reader.ask('And a service?', {page: {locale: 'ur'}})).slice(-1)
    expect(second).toMatchObject({item: {content: [{text: expect.stringContaining('یہ بات مآخذ میں صاف نہیں ملی')}]}})
    const sent = JSON.stringify(upstream.requests.at(-1)?.body)
    expect(sent).toContain('invented by Ada Lovelace')
    expect(sent).not.toContain('Please check this')
  })

  test('the conversation goes along, and a second answer has an id of its own', async () => {
    await start({kind: 'text', deltas: ['First.']}, {kind: 'text', deltas: ['Second.']})
    const reader = await backend.reader()
    const first = await reader.ask('What is a topic?')
    const second = await reader.ask('And a service?')
    expect(answerOf(second).id).not.toBe(answerOf(first).id)
    const sent = JSON.stringify(upstream.requests[1]?.body)
    expect(sent).toContain('What is a topic?')
    expect(sent).toContain('First.')
  })

  test.each([401, 429, 500])('an answer of %i is replaced by quotes, and logged once', async (status) => {
    await start({kind: 'status', status})
    const reader = await backend.reader()
    const events = await reader.ask('What is a topic?')
    expect(textOfAnswer(events)).toMatch(/^The language model can’t be reached right now.*A topic is a named channel/s)
    expect(citedUrls(events)).toContain('/book/docs/ros2/topics#topics')
    expect(events.some((event) => event.type === 'error')).toBe(false)
    const asked = upstream.requests.length
    expect(textOfAnswer(await reader.ask('What is a service?'))).toMatch(/^The language model can’t be reached/)
    // It is left alone for a while after a failure.
    expect(upstream.requests).toHaveLength(asked)
    expect(backend.log.filter((line) => String(line['msg']).includes('language model failed'))).toHaveLength(1)
    expect(JSON.stringify(backend.log)).not.toContain('sk-secret')
    expect(JSON.stringify(events)).not.toContain('sk-secret')
  })

  test('a conversation that has grown too long for the model is shortened from its beginning', async () => {
    const long = 'A topic is a named channel on which nodes publish messages [1]. '
    await start({kind: 'text', deltas: [`First. ${long.repeat(60)}`]})
    const reader = await backend.reader()
    for (const at of [1, 2, 3, 4]) await reader.ask(`What is a topic? No. ${at}: ${'What is it? '.repeat(110)}`)
    upstream.replies = [
      {kind: 'tool', query: 'service request'},
      {kind: 'text', deltas: ['Last [1].']},
    ]
    await reader.ask('And what is a service?')
    const sent = upstream.requests.slice(-2).map(({body}) => JSON.stringify(body))
    for (const body of sent) {
      expect(body.length).toBeLessThan(16_000)
      expect(body).toContain('And what is a service?')
      expect(body).toContain('No. 4:')
      expect(body).not.toContain('No. 1:')
      expect(body).toContain('The beginning of the conversation is left out.')
    }
    expect(sent[1]).toContain('A service is a request')
  })

  test('a connection that breaks keeps what came and offers to try again, which then quotes', async () => {
    await start({kind: 'drop', deltas: ['A topic is ', 'something [1] ']})
    const reader = await backend.reader()
    const events = await reader.ask('What is a topic?')
    expect(textOfAnswer(events)).toMatch(/^A topic is something\s?$/)
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      allow_retry: true,
      message: 'The language model stopped in the middle of its answer. Please try again.',
    })
    expect(textOfAnswer(await reader.ask('What is a topic?'))).toMatch(
      /^The language model can’t be reached.*A topic is a/s,
    )
    expect(backend.log.filter((line) => String(line['msg']).includes('language model failed'))).toHaveLength(1)
  })

  test('silence in the middle ends like a break', async () => {
    settings = {CHATKIT_STALL_SECONDS: '1'}
    await start({kind: 'stall', deltas: ['A topic is ']})
    const events = await (await backend.reader()).ask('What is a topic?')
    expect(textOfAnswer(events)).toMatch(/^A topic is\s?$/)
    expect(events.at(-1)).toMatchObject({type: 'error', allow_retry: true})
    expect(backend.log.find((line) => line['failure'] !== undefined)).toMatchObject({
      failure: {type: 'ModelTimeout', code: 'stall_timeout'},
    })
  })

  test('a model that never begins is replaced by quotes', async () => {
    settings = {CHATKIT_FIRST_TOKEN_SECONDS: '1'}
    await start({kind: 'stall', deltas: []})
    const events = await (await backend.reader()).ask('What is a topic?')
    expect(textOfAnswer(events)).toMatch(/^The language model can’t be reached right now.*A topic is a named channel/s)
    expect(events.some((event) => event.type === 'error')).toBe(false)
  })

  test('a connection that breaks inside a call leaves nothing half written, so quotes take its place', async () => {
    await start({kind: 'tool', query: 'service request'}, {kind: 'drop', deltas: []})
    const events = await (await backend.reader()).ask('What is a topic?')
    expect(textOfAnswer(events)).toMatch(/^The language model can’t be reached.*A topic is a named channel/s)
    expect(events.some((event) => event.type === 'error')).toBe(false)
  })

  test('a model that only ever searches is made to answer, or is replaced by quotes that say so', async () => {
    await start({kind: 'tool', query: 'service request'})
    const events = await (await backend.reader()).ask('What is a topic?')
    expect(textOfAnswer(events)).toMatch(/^The language model came to no answer.*A topic is a named channel/s)
    expect(upstream.requests).toHaveLength(6)
    const {tool_choice: choice} = upstream.requests.at(-1)?.body ?? {}
    expect(choice).toBe('none')
  })
})

test('the models of a chain are asked in turn, and readiness says which one fails', async () => {
  const upstream = await startModelServer(
    {kind: 'tool', query: 'service request'},
    {kind: 'status', status: 429},
    {kind: 'text', deltas: ['A service answers [1].']},
  )
  const env = {OPENAI_API_KEY: 'local', OPENAI_BASE_URL: upstream.url, CHATKIT_MODEL: 'large,small'}
  const backend = await createTestBackend({env})
  const reader = await backend.reader()
  const events = await reader.ask('What is a topic?')
  expect(textOfAnswer(events)).toBe('A service answers.')
  expect(events.filter((event) => event.type === 'thread.item.done')).toHaveLength(2)
  expect(upstream.requests.map(({body}) => body['model'])).toEqual(['large', 'large', 'small'])
  // The next question does not wait for the one that fails.
  await reader.ask('What is a service?')
  expect(upstream.requests.at(-1)?.body['model']).toBe('small')
  const ready = await backend.app.fetch(new Request('http://localhost/readyz'))
  expect(await ready.json()).toMatchObject({status: 'ready', model: 'ok, but failing: large'})
  await backend.close()
  await upstream.close()
})

test('when the day’s tokens are spent answers are quoted and say so, also after a restart', async () => {
  const upstream = await startModelServer({kind: 'text', deltas: ['One [1].'], usage: {input: 900, output: 200}})
  const dir = await mkdtemp(path.join(tmpdir(), 'chatkit-budget-'))
  const model = {OPENAI_API_KEY: 'local', OPENAI_BASE_URL: upstream.url, CHATKIT_MODEL: 'test'}
  const env = {...model, CHATKIT_TOKENS_PER_DAY: '1000', CHATKIT_DATA_DIR: dir}
  const first = await createTestBackend({env})
  const reader = await first.reader()
  expect(textOfAnswer(await reader.ask('What is a topic?'))).toBe('One.')
  expect(textOfAnswer(await reader.ask('What is a topic?'))).toMatch(/^The language model has done as much as it may/)
  await first.close()
  const second = await createTestBackend({env})
  const events = await (await second.reader()).ask('What is a topic?')
  expect(textOfAnswer(events)).toMatch(/^The language model has done as much as it may.*A topic is a named channel/s)
  expect(events.some((event) => event.type === 'error')).toBe(false)
  expect(upstream.requests).toHaveLength(1)
  await second.close()
  await upstream.close()
  await rm(dir, {recursive: true})
})

test('a server that is not there is said to be out of reach', async () => {
  const gone = await startModelServer({kind: 'status', status: 500})
  await gone.close()
  const env = {OPENAI_API_KEY: 'local', OPENAI_BASE_URL: gone.url, CHATKIT_MODEL: 'test'}
  const backend = await createTestBackend({env})
  const events = await (await backend.reader()).ask('What is a topic?')
  expect(textOfAnswer(events)).toMatch(/^The language model can’t be reached right now/)
  const ready = await backend.app.fetch(new Request('http://localhost/readyz'))
  expect(await ready.json()).toMatchObject({status: 'ready', model: 'failing, answers are quoted'})
  await backend.close()
})

function streamedText(events: ThreadStreamEvent[]): string {
  return events
    .map((event) =>
      event.type === 'thread.item.updated' && event.update.type === 'assistant_message.content_part.text_delta'
        ? event.update.delta
        : '',
    )
    .join('')
}
