import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {pino} from 'pino'
import {createContent} from '../__fixtures__/content.ts'
import {startJsonServer, type JsonServer} from '../__fixtures__/json-server.ts'
import {EmbeddedIndex} from '../search/embedded-index.ts'
import type {IngestReport} from '../search/types.ts'
import {IndexError} from './errors.ts'
import {IndexWatcher} from './watcher.ts'

/** An index that something it needs is away from, until it is told otherwise. */
class Impaired extends EmbeddedIndex {
  ingests = 0
  trouble: 'reported' | 'thrown' | 'unforeseen' | null = 'reported'

  steps = 0
  onStep = (): void => {}

  override async ingest(...[source, onProgress]: Parameters<EmbeddedIndex['ingest']>): Promise<IngestReport> {
    this.ingests += 1
    for (let done = 0; done < this.steps; done += 1) {
      onProgress?.({step: 'embedding', done, total: this.steps})
      this.onStep()
    }
    if (this.trouble === 'thrown') throw new IndexError('unavailable', 'Qdrant is away.')
    if (this.trouble === 'unforeseen') throw new Error('The search thread is away.')
    const report = await super.ingest(source)
    return this.trouble === 'reported' ? {...report, problem: 'Embeddings are away.'} : report
  }
}

let dir: string
let index: Impaired
let watcher: IndexWatcher
let now: number
let log: string[]
const logTo = {write: (line: string) => void log.push(String((JSON.parse(line) as {msg: unknown}).msg))}

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'chatkit-watcher-'))
  const source = path.join(dir, 'chatkit-index.json')
  await writeFile(source, JSON.stringify(createContent()))
  index = new Impaired(':memory:')
  now = 1_000_000
  jest.spyOn(Date, 'now').mockImplementation(() => now)
  log = []
  watcher = new IndexWatcher({index, source, logger: pino({}, logTo)})
})
afterEach(async () => {
  jest.restoreAllMocks()
  watcher.close()
  await index.close()
  await rm(dir, {recursive: true, force: true})
})

test.each(['reported', 'thrown', 'unforeseen'] as const)(
  'what is away (%s) is tried again later, though the file stays as it is',
  async (trouble) => {
    index.trouble = trouble
    await watcher.check()
    expect(watcher.health.problem).toMatch(/away/)
    await watcher.check()
    expect(index.ingests).toBe(1)
    now += 30_000
    await watcher.check()
    expect(index.ingests).toBe(2)
    expect(log.filter((message) => message.includes('away'))).toHaveLength(1)

    index.trouble = null
    now += 30_000
    await watcher.check()
    expect(watcher.health).toMatchObject({state: 'ready', problem: null, lastIngest: {sections: 7}})
    now += 60_000
    await watcher.check()
    expect(index.ingests).toBe(3)
  },
)

describe('at a URL', () => {
  let server: JsonServer | null
  let requests: string[]
  let tag: string | null
  let knowsHead: boolean
  let failures: number[]
  let isSilent: boolean
  let atUrl: IndexWatcher

  beforeEach(async () => {
    requests = []
    tag = '"1"'
    knowsHead = true
    failures = []
    isSilent = false
    index.trouble = null
    server = await startJsonServer(({method = ''}, response) => {
      requests.push(method)
      if (isSilent) return
      const failure = method === 'GET' ? failures.shift() : undefined
      if (failure === 0) response.destroy()
      else if (failure !== undefined) response.writeHead(failure).end()
      else if (method === 'HEAD' && !knowsHead) response.writeHead(405).end()
      else {
        if (tag !== null) response.setHeader('etag', tag)
        response.end(method === 'HEAD' ? undefined : JSON.stringify(createContent()))
      }
    })
    atUrl = new IndexWatcher({index, source: `${server.url}/chatkit-index.json`, logger: pino({}, logTo)})
  })
  afterEach(() => server?.close())

  test('it is taken in again when its ETag changes, and only then', async () => {
    await atUrl.check()
    await atUrl.check()
    expect([index.ingests, requests]).toEqual([1, ['HEAD', 'GET', 'HEAD']])
    tag = '"2"'
    await atUrl.check()
    expect(index.ingests).toBe(2)
  })

  test.each([503, 404, 0])(
    'a fetch that fails once (%d) is tried again, though the ETag is the same',
    async (failure) => {
      await atUrl.check()
      tag = '"2"'
      failures = [failure]
      await atUrl.check()
      expect(atUrl.health.state).not.toBe('ready')
      await atUrl.check()
      expect(index.ingests).toBe(2)
      now += 30_000
      await atUrl.check()
      expect(index.ingests).toBe(3)
      expect(atUrl.health).toMatchObject({state: 'ready', problem: null})
    },
  )

  test('a server that knows no HEAD is asked for the whole, which is not read', async () => {
    knowsHead = false
    await atUrl.check()
    await atUrl.check()
    expect(index.ingests).toBe(1)
    tag = '"2"'
    await atUrl.check()
    expect(index.ingests).toBe(2)
  })

  test('a server that never answers is let go of when the watcher is closed', async () => {
    isSilent = true
    const check = atUrl.check()
    atUrl.close()
    await check
    expect(index.ingests).toBe(0)
  })

  test('without ETag and date it is read each time, and the log has it once', async () => {
    tag = null
    await atUrl.check()
    await atUrl.check()
    expect(index.ingests).toBe(2)
    expect(log.filter((message) => message === 'content index taken in')).toHaveLength(1)
  })

  test('what is out of reach for a while stays searchable, and is told once', async () => {
    await atUrl.check()
    await server?.close()
    server = null
    await atUrl.check()
    await atUrl.check()
    expect(atUrl.health).toMatchObject({state: 'invalid', lastIngest: {sections: 7}})
    expect(log.filter((message) => message.includes('could not be fetched'))).toHaveLength(1)
    expect((await index.search({query: 'What is a topic?'})).passages).not.toEqual([])
  })
})

test('how far it is stands in the log now and then, and in the health until it is done', async () => {
  index.trouble = null
  index.steps = 4
  const during: unknown[] = []
  index.onStep = () => {
    now += 2_000
    during.push(watcher.health.progress?.done)
  }
  await watcher.check()
  expect(log).toEqual(['Embedding passages', 'content index taken in'])
  expect(during).toEqual([0, 1, 2, 3])
  expect(watcher.health.progress).toBeNull()
})

test('a watcher that is closed while an index is taken in says nothing of how that ended', async () => {
  index.trouble = 'unforeseen'
  const check = watcher.check()
  watcher.close()
  await check
  expect(log).toEqual([])
})

test('an index that is not valid is not read again until it changes', async () => {
  await writeFile(path.join(dir, 'chatkit-index.json'), '{')
  index.trouble = null
  await watcher.check()
  now += 60_000
  await watcher.check()
  expect([index.ingests, watcher.health.state]).toEqual([1, 'invalid'])
})

test('an index that is there but impaired counts as ready', async () => {
  await watcher.check()
  expect(watcher.health.state).toBe('ready')
})
