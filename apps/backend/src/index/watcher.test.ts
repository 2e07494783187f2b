import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {pino} from 'pino'
import {createContent} from '../__fixtures__/content.ts'
import {EmbeddedIndex} from '../search/embedded-index.ts'
import type {IngestReport} from '../search/types.ts'
import {IndexError} from './errors.ts'
import {IndexWatcher} from './watcher.ts'

/** An index that something it needs is away from, until it is told otherwise. */
class Impaired extends EmbeddedIndex {
  ingests = 0
  trouble: 'reported' | 'thrown' | null = 'reported'

  override async ingest(source: string): Promise<IngestReport> {
    this.ingests += 1
    if (this.trouble === 'thrown') throw new IndexError('unavailable', 'Qdrant is away.')
    const report = await super.ingest(source)
    return this.trouble === 'reported' ? {...report, problem: 'Embeddings are away.'} : report
  }
}

let dir: string
let index: Impaired
let watcher: IndexWatcher
let now: number
let log: string[]

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'chatkit-watcher-'))
  const source = path.join(dir, 'chatkit-index.json')
  await writeFile(source, JSON.stringify(createContent()))
  index = new Impaired(':memory:')
  now = 1_000_000
  jest.spyOn(Date, 'now').mockImplementation(() => now)
  log = []
  const logger = pino({}, {write: (line: string) => void log.push(String((JSON.parse(line) as {msg: unknown}).msg))})
  watcher = new IndexWatcher({index, source, logger})
})
afterEach(async () => {
  jest.restoreAllMocks()
  watcher.close()
  await index.close()
  await rm(dir, {recursive: true, force: true})
})

test.each(['reported', 'thrown'] as const)(
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

test('an index that is there but impaired counts as ready', async () => {
  await watcher.check()
  expect(watcher.health.state).toBe('ready')
})
