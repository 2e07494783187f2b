import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {createContent, section} from '../../__fixtures__/content.ts'
import {checkQdrantRequest} from '../../__fixtures__/qdrant-requests.ts'
import {startEmbeddingsServer} from '../../__fixtures__/embeddings-server.ts'
import {startQdrantServer, type QdrantServer} from '../../__fixtures__/qdrant-server.ts'
import type {EmbeddingsConfig} from '../../embeddings/types.ts'
import type {ContentIndex} from '../../index/schema.ts'
import {QdrantIndex} from './qdrant-index.ts'

let dir: string
let server: QdrantServer
let index: QdrantIndex

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'chatkit-qdrant-'))
  server = await startQdrantServer()
  index = open()
})
afterEach(async () => {
  await index.close()
  await server.close()
  await rm(dir, {recursive: true, force: true})
  expect(server.problems).toEqual([])
})

function open(embeddings: EmbeddingsConfig | null = null, cache = 'vectors.db'): QdrantIndex {
  return new QdrantIndex({
    qdrant: {url: server.url, apiKey: 'key-1', collection: 'book'},
    embeddings,
    cache: path.join(dir, cache),
  })
}

async function ingest(content: ContentIndex = createContent(), into = index) {
  const source = path.join(dir, 'chatkit-index.json')
  await writeFile(source, JSON.stringify(content))
  return await into.ingest(source)
}

function changed(text: string): ContentIndex {
  const content = createContent()
  return {...content, sections: [...content.sections, section('new', {text})]}
}

const topics = async (): Promise<string | undefined> =>
  (await index.search({query: 'What is a topic?'})).passages[0]?.url

test('a new collection is built beside the old one, the alias moves at once, and the old one goes', async () => {
  await ingest()
  const before = server.aliases.get('book')
  server.requests.length = 0
  await ingest(changed('Pulleys turn.'))
  const after = server.aliases.get('book')
  expect(after).not.toBe(before)
  expect([...server.collections.keys()]).toEqual([after])
  const moved = server.requests.indexOf('POST /collections/aliases')
  expect(server.requests.slice(0, moved)).toContain(`PUT /collections/{collection_name}/points ${after}`)
  expect(server.requests.slice(moved + 1)).toEqual([`DELETE /collections/{collection_name} ${before}`])
})

test('an index that did not change is not built again, by this process or another', async () => {
  await ingest()
  server.requests.length = 0
  expect(await ingest(createContent(), open())).toMatchObject({added: 0, unchanged: 7})
  expect(
    server.requests.every((request) => /^(GET|POST \/collections\/\{collection_name\}\/points) ?/.test(request)),
  ).toBe(true)
})

test('the key goes with every request', async () => {
  await ingest()
  await topics()
  expect(new Set(server.keys)).toEqual(new Set(['key-1']))
})

test.each([
  ['PUT /collections/{collection_name}', 500],
  ['PUT /collections/{collection_name}/index', 400],
  ['PUT /collections/{collection_name}/points', 400],
  ['POST /collections/{collection_name}/points/count', 0],
  ['POST /collections/aliases', 409],
])('a build that fails at %s (%d) changes nothing and leaves nothing behind', async (operation, status) => {
  await ingest()
  const before = server.aliases.get('book')
  server.refuse = (one) => (one === operation ? status : null)
  const failure = ingest(changed('Pulleys turn.'))
  await expect(failure).rejects.toMatchObject({name: 'IndexError', reason: 'unavailable'})
  await expect(failure).rejects.not.toThrow(/upstream/)
  server.refuse = () => null
  expect([...server.collections.keys()]).toEqual([before])
  expect(server.aliases.get('book')).toBe(before)
  expect(await topics()).toBe('/book/docs/ros2/topics#topics')
})

test('an alias that moved though the answer was lost is searched on, and the old collection goes', async () => {
  await ingest()
  const before = server.aliases.get('book')
  server.loseAnswer = (one) => one === 'POST /collections/aliases'
  expect(await ingest(changed('Pulleys turn.'))).toMatchObject({sections: 8, added: 1})
  const after = server.aliases.get('book')
  expect(after).not.toBe(before)
  expect([...server.collections.keys()]).toEqual([after])
  expect(await topics()).toBe('/book/docs/ros2/topics#topics')
})

test('a build that fails while nobody can say what is searched deletes nothing', async () => {
  await ingest()
  let isMoved = false
  server.loseAnswer = (one) => {
    isMoved ||= one === 'POST /collections/aliases'
    return isMoved
  }
  await expect(ingest(changed('Pulleys turn.'))).rejects.toMatchObject({reason: 'unavailable'})
  server.loseAnswer = () => false
  expect(server.collections.size).toBe(2)
  expect(await topics()).toBe('/book/docs/ros2/topics#topics')
})

test('a build that fails after another process has put the same to use leaves that alone', async () => {
  await ingest()
  let built = false
  server.refuse = (one) => {
    if (one !== 'POST /collections/{collection_name}/points/count' || built) return null
    built = true
    const target = [...server.collections.keys()].at(-1) ?? ''
    server.aliases.set('book', target)
    return 500
  }
  await ingest(changed('Pulleys turn.'))
  expect(server.collections.has(server.aliases.get('book') ?? '')).toBe(true)
  expect((await index.search({query: 'pulleys'})).passages).toHaveLength(1)
})

test('points that are refused for a moment are sent again', async () => {
  let refusals = 1
  server.refuse = (one) => (one.endsWith('/points') && one.startsWith('PUT') && refusals-- > 0 ? 503 : null)
  expect(await ingest()).toMatchObject({added: 7})
  expect(await topics()).toBe('/book/docs/ros2/topics#topics')
})

test.each([
  [401, /refused the key \(401\)\. Set QDRANT_API_KEY/],
  [500, /answered 500 for book/],
  [0, /could not be reached\. Check that it runs and QDRANT_URL/],
])('a search that fails (%d) says what to do', async (status, message) => {
  await ingest()
  server.refuse = () => status
  const failure = index.search({query: 'topic'})
  await expect(failure).rejects.toMatchObject({name: 'IndexError', reason: 'unavailable'})
  await expect(failure).rejects.toThrow(message)
})

test('a Qdrant that does not answer is given up after some seconds', async () => {
  await ingest()
  server.refuse = () => -1
  await expect(index.search({query: 'topic'})).rejects.toThrow(/could not be reached/)
})

test('both lists are fused by the server in one round trip', async () => {
  const embeddings = await startEmbeddingsServer()
  const source = {kind: 'endpoint', url: embeddings.url, model: 'small', apiKey: undefined} as const
  const config = {source, queryPrefix: '', passagePrefix: '', minSimilarity: 0.6}
  index = open(config)
  await ingest()
  await index.search({query: 'warm up'})
  server.requests.length = 0
  await index.search({query: 'What is a topic?', version: 'current'})
  expect(server.requests).toEqual(['POST /collections/{collection_name}/points/query/batch book'])

  await index.search({query: 'What is a chanel?'})
  expect(embeddings.requests.at(-1)?.input).toEqual(['What is a channel?'])

  // Another machine, which has no vectors of its own: they are in the collection.
  const asked = embeddings.requests.length
  await ingest(changed('Pulleys turn.'), open(config, 'elsewhere.db'))
  expect(embeddings.requests.slice(asked).map(({input}) => input.length)).toEqual([1])

  // A new model is turned on: until the index is built again its vectors are not compared with the old ones.
  const other = open({...config, source: {...source, model: 'large'}})
  expect((await other.search({query: 'What is a topic?'})).passages[0]?.url).toBe('/book/docs/ros2/topics#topics')
  expect(await other.status()).toMatchObject({vectors: {passages: 0}})
  await embeddings.close()
})

test('an embeddings endpoint that fails leaves the old collection, and says so', async () => {
  const embeddings = await startEmbeddingsServer()
  const source = {kind: 'endpoint', url: embeddings.url, model: 'small', apiKey: undefined} as const
  index = open({source, queryPrefix: '', passagePrefix: '', minSimilarity: 0.6})
  embeddings.oddities.push({kind: 'status', status: 401})
  await expect(ingest()).rejects.toMatchObject({
    reason: 'unavailable',
    message: expect.stringContaining('CHATKIT_EMBEDDINGS_API_KEY'),
  })
  expect(server.collections.size).toBe(0)
  await embeddings.close()
})

test('the description refuses what Qdrant would', () => {
  const query = {query: {indices: [1], values: [1]}, using: 'bm25', limit: 3}
  const where = '/collections/book/points/query'
  expect(checkQdrantRequest('POST', where, query)).toMatchObject({collection: 'book'})
  expect(checkQdrantRequest('POST', where, {...query, limits: 3})).toHaveProperty('problem')
  expect(checkQdrantRequest('POST', where, {...query, query: {fusion: 'sum'}})).toHaveProperty('problem')
  expect(checkQdrantRequest('PATCH', where, query)).toHaveProperty('problem')
})
