import {createTestBackend, type TestBackend} from './__fixtures__/backend.ts'
import {startModelServer} from './__fixtures__/model-server.ts'
import {EmbeddedIndex} from './search/embedded-index.ts'
import type {SearchRequest, SearchResult} from './search/types.ts'

/** Not a word of anything else here. */
const SENTINEL = 'zyzzyva'
const QUESTION = `What is a ${SENTINEL} topic?`

/** An index that repeats what was asked in its error, as a database may. */
class BrokenIndex extends EmbeddedIndex {
  override search({query}: SearchRequest): Promise<SearchResult> {
    return Promise.reject(new Error(`fts5: syntax error near "${query}"`))
  }
}

let backend: TestBackend
afterEach(() => backend.close())

async function askEverything(): Promise<void> {
  const reader = await backend.reader()
  const page = {url: `https://book.example/${SENTINEL}`, title: SENTINEL, selection: SENTINEL}
  await reader.ask(QUESTION, {page})
  await reader.ask(`And ${SENTINEL}?`)
  await reader.send({type: 'threads.update', params: {thread_id: reader.threadId, title: SENTINEL}})
  await reader.send({type: 'nonsense', params: {text: SENTINEL}})
  await reader.send(`{"${SENTINEL}`)
}

function expectSilence(): void {
  expect(backend.log.length).toBeGreaterThan(3)
  expect(JSON.stringify(backend.log)).not.toContain(SENTINEL)
}

test('the log holds nothing of what was asked', async () => {
  backend = await createTestBackend()
  await askEverything()
  expectSilence()
})

test('nor when the search fails over it', async () => {
  backend = await createTestBackend({parts: {index: new BrokenIndex(':memory:')}})
  await askEverything()
  expect(backend.log.map((line) => line['msg'])).toContain('search failed')
  expectSilence()
})

test('nor when the language model refuses it', async () => {
  const model = await startModelServer({kind: 'status', status: 400})
  const env = {OPENAI_API_KEY: 'local', OPENAI_BASE_URL: model.url, CHATKIT_MODEL: 'test'}
  backend = await createTestBackend({env})
  await askEverything()
  await model.close()
  expectSilence()
})
