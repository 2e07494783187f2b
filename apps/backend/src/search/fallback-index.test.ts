import {createContent} from '../__fixtures__/content.ts'
import {IndexError} from '../index/errors.ts'
import {FallbackIndex} from './fallback-index.ts'
import type {IndexStatus, IngestReport, SearchIndex} from './types.ts'

const SITE = {url: 'https://book.example', baseUrl: '/', locale: 'en', title: 'Book'}
const REPORT: IngestReport = {sections: 1, added: 1, removed: 0, unchanged: 0, milliseconds: 1}

/** An index that answers with its name, or fails. */
class Named implements SearchIndex {
  readonly asked: string[] = []
  failing = false
  site: IndexStatus['site'] = SITE
  readonly #name: string

  constructor(name: string) {
    this.#name = name
  }

  search = ({query}: {query: string}) => this.#answer(`search ${query}`, {passages: [], nearest: []})
  section = (id: string) =>
    this.#answer(`section ${id}`, {
      id: this.#name,
      url: '/',
      title: '',
      headingPath: [],
      version: null,
      text: '',
      code: [],
      page: [],
    })
  status = () => this.#answer('status', {sections: 1, passages: 1, versions: [this.#name], site: this.site})
  ingest = () => this.#answer('ingest', REPORT)
  take = () => this.#answer('take', REPORT)
  content = createContent
  close = () => Promise.resolve()

  #answer<T>(what: string, value: T): Promise<T> {
    this.asked.push(what)
    return this.failing
      ? Promise.reject(new IndexError('unavailable', `${this.#name} could not be reached.`))
      : Promise.resolve(value)
  }
}

let first: Named
let second: Named
let now: number
let index: FallbackIndex

beforeEach(() => {
  first = new Named('first')
  second = new Named('second')
  now = 0
  index = new FallbackIndex(first, second, () => now)
})

const searchesOf = ({asked}: Named): string[] => asked.filter((what) => what.startsWith('search'))

test('the first answers as long as it can', async () => {
  await index.search({query: 'a'})
  expect(searchesOf(first)).toEqual(['search a'])
  expect(searchesOf(second)).toEqual([])
  expect(await index.status()).toEqual({sections: 1, passages: 1, versions: ['first'], site: SITE})
})

test('the second answers while the first is away, without asking it for each reader, and status says so', async () => {
  first.failing = true
  await index.search({query: 'a'})
  await index.search({query: 'b'})
  expect(searchesOf(second)).toEqual(['search a', 'search b'])
  expect(first.asked).toHaveLength(1)
  expect(await index.status()).toMatchObject({versions: ['second'], problem: 'first could not be reached.'})
  expect((await index.section('x'))?.id).toBe('second')

  first.failing = false
  now = 15_000
  await index.search({query: 'c'})
  expect(searchesOf(first)).toEqual(['search c'])
  expect((await index.status()).problem).toBeUndefined()
})

test('the second answers while the first has nothing yet', async () => {
  first.site = null
  expect(await index.status()).toMatchObject({versions: ['second'], problem: expect.stringContaining('no index yet')})
})

test('an index that the first does not take in is there all the same, and reported', async () => {
  first.failing = true
  expect(await index.ingest('x')).toEqual({...REPORT, problem: 'first could not be reached.'})
  expect(second.asked).toEqual(['ingest'])
  first.failing = false
  expect(await index.ingest('x')).toEqual(REPORT)
})

test('content that is no index is refused, and neither is asked further', async () => {
  second.failing = true
  await expect(index.ingest('x')).rejects.toThrow('second could not be reached.')
  expect(first.asked).toEqual([])
})
