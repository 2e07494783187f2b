import {OpenAIChatCompletionsModel, OpenAIResponsesModel, type Model} from '@openai/agents'
import type {ThreadStreamEvent} from 'chatkit-protocol'
import {createModelClient} from './agent/model.ts'
import {createTestBackend, type Reader, type TestBackend} from './__fixtures__/backend.ts'
import {createContent} from './__fixtures__/content.ts'
import {startModelServer} from './__fixtures__/model-server.ts'
import {DIALECTS, type Dialect} from './__fixtures__/model/dialects.ts'
import {answersOf, expectSoundStream, loadItems, shownItems} from './__fixtures__/model/stream.ts'

/**
 * What holds of any model: held against the scripted server, and against a real one where there is one. `npm run model -- test` brings a small
 * one along; `CHATKIT_TEST_MODEL_URL` names a server of yours, with `CHATKIT_TEST_MODEL` and, if it wants one, `CHATKIT_TEST_MODEL_KEY`.
 * How good its answers are is for `npm run eval`.
 */
const {CHATKIT_TEST_MODEL_URL = '', CHATKIT_TEST_MODEL = '', CHATKIT_TEST_MODEL_KEY = 'local'} = process.env

/** Milliseconds for one test: a model of any size may be asked, on a busy machine. */
const PATIENCE = 900_000

interface Server {
  readonly apiKey: string
  readonly baseUrl: string
  readonly name: string
  readonly close?: () => Promise<void>
}

const notRun = (what: string, reason: string): void => void process.stdout.write(`not run: ${what}: ${reason}\n`)

async function startScripted(): Promise<Server> {
  const deltas = ['A topic is a named channel [', '1]. It is no `topics[1]`.']
  const scripted = await startModelServer({kind: 'tool', query: 'service request'}, {kind: 'text', deltas})
  return {apiKey: 'local', baseUrl: scripted.url, name: 'test', close: () => scripted.close()}
}

const SERVERS: [string, () => Promise<Server>][] = [['the scripted server', startScripted]]
if (CHATKIT_TEST_MODEL_URL === '') notRun('a real language model', 'CHATKIT_TEST_MODEL_URL is not set')
else {
  const real = {apiKey: CHATKIT_TEST_MODEL_KEY, baseUrl: CHATKIT_TEST_MODEL_URL, name: CHATKIT_TEST_MODEL}
  SERVERS.push([CHATKIT_TEST_MODEL_URL, () => Promise.resolve(real)])
}

describe.each(SERVERS)('%s', (title, start) => {
  describe.each(DIALECTS)('in %s', (dialect) => {
    let server: Server
    let backend: TestBackend
    let reader: Reader | null = null

    beforeAll(async () => {
      server = await start()
      const isThere = await speaks(server, dialect)
      if (!isThere) notRun(`${title} in ${dialect}`, 'it does not speak it')
      const env = {CHATKIT_FIRST_TOKEN_SECONDS: '600', CHATKIT_STALL_SECONDS: '300'}
      backend = await createTestBackend({env, parts: {model: isThere ? createModel(server, dialect) : null}})
      if (isThere) reader = await backend.reader()
    }, PATIENCE)
    afterAll(async () => {
      await backend.close()
      await server.close?.()
    })

    test(
      'answers a question and one that follows, or says that it could not',
      async () => {
        if (reader === null) return
        const events = [...(await reader.ask('What is a topic?')), ...(await reader.ask('And a service?'))]
        expectSoundStream(events)
        expect(await loadItems(reader)).toEqual(shownItems(events))
        expectOwnWords(events)
      },
      PATIENCE,
    )

    test(
      'cites what the site has, at places of its text, and shows no marker of it',
      async () => {
        if (reader === null) return
        const urls = new Set(createContent().sections.map(({url}) => url))
        const events = await reader.ask('What is the difference between topics and services?')
        for (const {text, annotations} of answersOf(events)) {
          for (const {index, source} of annotations) {
            expect(index).toBeLessThanOrEqual(text.length)
            expect(source.type === 'url' && urls.has(source.url)).toBe(true)
          }
          expect(text.replaceAll(/`[^`]*`/g, '')).not.toMatch(/\[1\](?!\()/)
        }
      },
      PATIENCE,
    )

    test(
      'stops when the reader leaves, and answers the next question',
      async () => {
        if (reader === null) return
        const body = (await reader.askRaw('Explain controllers.')).body?.getReader()
        await body?.read()
        await body?.cancel()
        const events = await reader.ask('Thanks')
        expectSoundStream(events)
        expectOwnWords(events)
      },
      PATIENCE,
    )
  })
})

function createModel({apiKey, baseUrl, name}: Server, dialect: Dialect): Model {
  const client = createModelClient({apiKey, baseUrl})
  return dialect === 'responses' ? new OpenAIResponsesModel(client, name) : new OpenAIChatCompletionsModel(client, name)
}

/** Whether the server has the dialect's endpoint; one that refuses the request has it, too. */
async function speaks({apiKey, baseUrl}: Server, dialect: Dialect): Promise<boolean> {
  const path = dialect === 'responses' ? 'responses' : 'chat/completions'
  const {status, body} = await fetch(`${baseUrl.replace(/\/$/, '')}/${path}`, {
    method: 'POST',
    headers: {'content-type': 'application/json', authorization: `Bearer ${apiKey}`},
    body: '{}',
  })
  await body?.cancel()
  return status !== 404 && status !== 405 && status !== 501
}

/** The model’s own answer, or an honest word that there is none; never a failure of ours. */
function expectOwnWords(events: ThreadStreamEvent[]): void {
  const errors = events.filter((event) => event.type === 'error')
  expect(errors.every((error) => error.type === 'error' && error.allow_retry)).toBe(true)
  const texts = answersOf(events).map(({text}) => text)
  expect(texts.every((text) => text.trim() !== '')).toBe(true)
  // Not all of it quoted in the model's place.
  expect(texts.some((text) => !text.startsWith('The language model '))).toBe(true)
  const asked = events.filter((event) => event.type === 'thread.item.done' && event.item.type === 'user_message')
  expect(texts.length + errors.length).toBeGreaterThanOrEqual(asked.length)
}
