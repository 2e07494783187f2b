import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {createContent, section} from '../__fixtures__/content.ts'
import {startEmbeddingsServer, type EmbeddingsServer} from '../__fixtures__/embeddings-server.ts'
import type {ContentIndex} from '../index/schema.ts'
import {EmbeddedIndex} from './embedded-index.ts'

let dir: string
let server: EmbeddingsServer
let index: EmbeddedIndex

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'chatkit-embedded-'))
  server = await startEmbeddingsServer()
  index = open()
})
afterEach(async () => {
  await index.close()
  await server.close()
  await rm(dir, {recursive: true, force: true})
})

function open(model = 'small'): EmbeddedIndex {
  const source = {kind: 'endpoint', url: server.url, model, apiKey: undefined} as const
  return new EmbeddedIndex(path.join(dir, 'search.db'), {
    source,
    queryPrefix: '',
    passagePrefix: '',
    minSimilarity: 0.6,
  })
}

async function ingest(content: ContentIndex = createContent()) {
  const source = path.join(dir, 'chatkit-index.json')
  await writeFile(source, JSON.stringify(content))
  return await index.ingest(source)
}

const textsEmbedded = (): number => server.requests.reduce((sum, {input}) => sum + input.length, 0)

test('a passage is found that says the same in other words', async () => {
  await ingest()
  const {passages} = await index.search({query: 'broadcasting through a pipe'})
  expect(passages[0]?.url).toBe('/book/docs/ros2/topics#topics')
  expect(await index.status()).toMatchObject({passages: 7, vectors: {passages: 7, problem: null}})
})

test('what neither says nor means the same is not found', async () => {
  await ingest()
  const {passages, nearest} = await index.search({query: 'strawberry cake'})
  expect(passages).toEqual([])
  expect(nearest.length).toBeGreaterThan(0)
})

test('a question in another language finds the passage', async () => {
  await ingest()
  expect((await index.search({query: 'نشر'})).passages[0]?.url).toBe('/book/docs/ros2/topics#topics')
})

test('only what changed is embedded again, also by another process', async () => {
  await ingest()
  expect(textsEmbedded()).toBe(7)
  await index.close()
  index = open()
  await ingest()
  expect(textsEmbedded()).toBe(7)
  const pulleys = section('ros2/topics', {text: 'Pulleys are new here.', hash: 'new'})
  await ingest({...createContent(), sections: [...createContent().sections.slice(1), pulleys]})
  expect(textsEmbedded()).toBe(8)
  expect(server.requests.at(-1)?.input[0]).toContain('Pulleys')
})

test('another model embeds everything anew', async () => {
  await ingest()
  await index.close()
  index = open('large')
  await ingest()
  expect(textsEmbedded()).toBe(14)
  expect(server.requests.at(-1)?.model).toBe('large')
})

test('without the endpoint the new text is searched by its words, and embedded later', async () => {
  for (let i = 0; i < 2; i += 1) server.oddities.push({kind: 'status', status: 401})
  expect(await ingest()).toMatchObject({added: 7, problem: expect.stringContaining('CHATKIT_EMBEDDINGS_API_KEY')})
  const {passages} = await index.search({query: 'What is a topic?'})
  expect(passages[0]?.url).toBe('/book/docs/ros2/topics#topics')
  expect(await index.status()).toMatchObject({
    vectors: {passages: 0, problem: expect.stringContaining('refused the key')},
  })
  const report = await ingest()
  expect(report).toMatchObject({added: 0, unchanged: 7})
  expect(report.problem).toBeUndefined()
  expect(await index.status()).toMatchObject({vectors: {passages: 7}})
})

test('a question is embedded once, and searched by its words while the endpoint fails', async () => {
  await ingest()
  const before = server.requests.length
  server.oddities.push({kind: 'disconnect'})
  expect((await index.search({query: 'What is a topic?'})).passages.length).toBeGreaterThan(0)
  expect((await index.search({query: 'What is a service?'})).passages.length).toBeGreaterThan(0)
  expect(server.requests).toHaveLength(before + 1)
  expect(await index.status()).toMatchObject({vectors: {problem: expect.stringContaining('could not be reached')}})
})

test('a question with a slip in it is embedded as it was meant', async () => {
  await ingest()
  expect((await index.search({query: 'What is a chanel?'})).passages.length).toBeGreaterThan(0)
  expect(server.requests.at(-1)?.input).toEqual(['What is a channel?'])
})

test('a version or a language that is asked for is kept to', async () => {
  const content = createContent()
  const old = section('old/topics', {text: 'A channel for broadcasting, as it was once.', version: '1.0'})
  await ingest({...content, sections: [...content.sections, old]})
  const {passages} = await index.search({query: 'broadcasting through a pipe', version: '1.0'})
  expect(passages.map(({url}) => url)).toEqual(['/book/docs/old/topics'])
  expect((await index.search({query: 'What is a topic?', locale: 'ur'})).passages).toEqual([])
  expect((await index.search({query: 'What is a topic?', locale: 'en'})).passages.length).toBeGreaterThan(0)
})
