import {embedText, startEmbeddingsServer, type EmbeddingsServer} from '../__fixtures__/embeddings-server.ts'
import {EndpointEmbedder, type EndpointOptions} from './endpoint-embedder.ts'
import {normalize} from './vectors.ts'

let server: EmbeddingsServer
let pauses: number[]
let embedder: EndpointEmbedder

beforeEach(async () => {
  server = await startEmbeddingsServer()
  pauses = []
  embedder = create()
})
afterEach(() => server.close())

function create(more: Partial<EndpointOptions> = {}): EndpointEmbedder {
  const sleep = (pause: number): Promise<void> => {
    pauses.push(pause)
    return Promise.resolve()
  }
  return new EndpointEmbedder({kind: 'endpoint', url: server.url, model: 'small', apiKey: undefined, sleep, ...more})
}

const expected = (text: string): Float32Array => normalize(Float32Array.from(embedText(text)))

test('texts come back as vectors of length 1, each in its place', async () => {
  const [first, second] = await embedder.embed(['a topic', 'a service'], 'passage')
  expect(first).toEqual(expected('a topic'))
  expect(second).toEqual(expected('a service'))
  expect(server.requests).toEqual([
    {path: '/v1/embeddings', authorization: '', model: 'small', input: ['a topic', 'a service']},
  ])
})

test('the key and the prefixes are used as they were set', async () => {
  const named = create({apiKey: 'sk-1', queryPrefix: 'query: ', passagePrefix: 'passage: '})
  await named.embed(['x'], 'query')
  await named.embed(['y'], 'passage')
  expect(server.requests.map(({authorization, input}) => [authorization, ...input])).toEqual([
    ['Bearer sk-1', 'query: x'],
    ['Bearer sk-1', 'passage: y'],
  ])
  expect(named.name).not.toBe(embedder.name)
})

test.each([
  ['vectors in another order are sorted by their index', {kind: 'shuffled'}],
  ['base64, which was not asked for, is read all the same', {kind: 'base64'}],
] as const)('%s', async (_name, oddity) => {
  server.oddities.push(oddity)
  expect(await embedder.embed(['topic', 'service', 'friction'], 'passage')).toEqual(
    ['topic', 'service', 'friction'].map(expected),
  )
})

test('many texts go out in batches and come back in order', async () => {
  const texts = Array.from({length: 150}, (_, at) => (at % 3 === 0 ? 'topic' : 'service'))
  expect(await embedder.embed(texts, 'passage')).toEqual(texts.map(expected))
  expect(server.requests.map(({input}) => input.length).toSorted((a, b) => a - b)).toEqual([22, 64, 64])
})

test('a server that takes fewer texts at once gets fewer', async () => {
  server.maxTexts = 8
  const texts = Array.from({length: 30}, (_, at) => `topic ${at}`)
  expect(await embedder.embed(texts, 'passage')).toEqual(texts.map(expected))
})

test('a server that takes too long for many texts gets fewer from then on', async () => {
  server.slowAbove = 8
  const slow = create({passageTimeout: 1_000})
  const texts = Array.from({length: 30}, (_, at) => `topic ${at}`)
  expect(await slow.embed(texts, 'passage')).toEqual(texts.map(expected))
  const before = server.requests.length
  expect(await slow.embed(texts, 'passage')).toEqual(texts.map(expected))
  expect(server.requests.slice(before).filter(({input}) => input.length > 8)).toEqual([])
})

test('a server that never answers is given up', async () => {
  server.slowAbove = 0
  await expect(create({passageTimeout: 20}).embed(['topic'], 'passage')).rejects.toThrow(/within 0.02 seconds/)
  expect(pauses).toHaveLength(4)
})

test('a busy server is asked again after as long as it said', async () => {
  server.oddities.push({kind: 'status', status: 429, headers: {'retry-after': '7'}}, {kind: 'status', status: 503})
  await embedder.embed(['topic'], 'passage')
  expect(pauses).toEqual([7_000, 2_000])
})

test('a Retry-After may be a date', async () => {
  const date = new Date(Date.now() + 20_000).toUTCString()
  server.oddities.push({kind: 'status', status: 429, headers: {'retry-after': date}})
  await embedder.embed(['topic'], 'passage')
  expect(pauses[0]).toBeGreaterThan(5_000)
  expect(pauses[0]).toBeLessThanOrEqual(20_000)
})

test.each([['disconnect'], ['cut']] as const)('a connection that ends early (%s) is tried again', async (kind) => {
  server.oddities.push({kind})
  expect(await embedder.embed(['topic'], 'passage')).toEqual([expected('topic')])
  expect(pauses).toHaveLength(1)
})

test('a server that stays busy is given up, and its words stay out of the message', async () => {
  for (let i = 0; i < 9; i += 1) server.oddities.push({kind: 'status', status: 500})
  const failure = embedder.embed(['topic'], 'passage')
  await expect(failure).rejects.toThrow(/answered 500/)
  await expect(failure).rejects.not.toThrow(/upstream/)
  expect(server.requests).toHaveLength(5)
})

test('an hour’s pause is not waited for', async () => {
  server.oddities.push({kind: 'status', status: 429, headers: {'retry-after': '3600'}})
  await expect(embedder.embed(['topic'], 'passage')).rejects.toThrow(/429/)
  expect(pauses).toEqual([])
})

test('nobody waits for a second try of a question', async () => {
  server.oddities.push({kind: 'status', status: 503})
  await expect(embedder.embed(['topic'], 'query')).rejects.toThrow(/503/)
  expect(server.requests).toHaveLength(1)
})

test.each([
  [401, /refused the key \(401\)\. Set CHATKIT_EMBEDDINGS_API_KEY/],
  [404, /Check CHATKIT_EMBEDDINGS_URL.*CHATKIT_EMBEDDINGS_MODEL/],
  [400, /does not take these texts/],
])('what %d means is said, once', async (status, message) => {
  server.oddities.push({kind: 'status', status})
  await expect(embedder.embed(['topic'], 'passage')).rejects.toThrow(message)
  expect(server.requests).toHaveLength(1)
})

test.each<[string, unknown, RegExp]>([
  ['another number of vectors', {data: []}, /0 vectors for 1 texts/],
  ['something else', 'hello', /no vectors for 1 texts/],
  ['words for numbers', {data: [{index: 0, embedding: ['a']}]}, /not a vector/],
  ['no numbers', {data: [{index: 0, embedding: []}]}, /not a vector/],
  ['a number that is none', {data: [{index: 0, embedding: [1, null]}]}, /not a vector/],
  ['base64 that was cut', {data: [{index: 0, embedding: 'AAAA'}]}, /not a vector/],
  ['a wrong index', {data: [{index: 4, embedding: [1]}]}, /numbered its vectors wrongly/],
])('%s is refused', async (_name, body, message) => {
  server.oddities.push({kind: 'reply', body})
  await expect(embedder.embed(['topic'], 'passage')).rejects.toThrow(message)
})

test('vectors of another dimension are refused', async () => {
  await embedder.embed(['topic'], 'passage')
  server.oddities.push({kind: 'dimension', dimension: 12})
  await expect(embedder.embed(['service'], 'passage')).rejects.toThrow(/of 8 and of 12 dimensions/)
})
