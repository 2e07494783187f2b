import {createContent, createUrduContent} from '../__fixtures__/content.ts'
import {SearchEngine} from './engine.ts'
import {SiteIndex} from './site-index.ts'
import type {IndexStatus, IngestReport, SearchIndex, SearchRequest, SearchResult, Section} from './types.ts'
import type {ContentIndex} from '../index/schema.ts'

/** An engine that holds what it is given, and can be broken. */
class Held implements SearchIndex {
  broken = false
  asked = 0
  readonly #engine = new SearchEngine(':memory:')

  constructor(content: ContentIndex) {
    this.#engine.ingest(content)
  }

  search = (request: SearchRequest): Promise<SearchResult> => this.#do(() => this.#engine.search(request))
  section = (id: string): Promise<Section | null> => this.#do(() => this.#engine.section(id))
  status = (): Promise<IndexStatus> => this.#do(() => this.#engine.status())
  ingest = (): Promise<IngestReport> => Promise.reject(new Error('not here'))
  close = (): Promise<void> => Promise.resolve(this.#engine.close())

  #do<T>(act: () => T): Promise<T> {
    this.asked += 1
    return this.broken ? Promise.reject(new Error('The disk is on fire.')) : Promise.resolve().then(act)
  }
}

let english: Held
let urdu: Held
let site: SiteIndex

beforeEach(() => {
  english = new Held(createContent())
  urdu = new Held(createUrduContent())
  site = siteOf(english, urdu)
})
afterEach(() => site.close())

function siteOf(...engines: Held[]): SiteIndex {
  return new SiteIndex(engines.map((engine, at) => ({source: String(at), open: () => engine})))
}

test('an edition that cannot be searched is told of, and the others answer', async () => {
  urdu.broken = true
  const {passages} = await site.search({query: 'What is a topic?', page: {locale: 'en'}})
  expect(passages[0]?.url).toBe('/book/docs/ros2/topics#topics')
  expect(await site.search({query: 'strawberry cake', page: {locale: 'en'}})).toMatchObject({passages: []})
  expect(await site.status()).toMatchObject({sections: 7, problem: 'The disk is on fire.'})
})

test('the reader of an edition that cannot be searched is answered in the default language, with a word about it', async () => {
  urdu.broken = true
  const {passages, elsewhere} = await site.search({query: 'topic', page: {locale: 'ur', url: '/book/ur/docs/x'}})
  expect(passages[0]?.url).toBe('/book/docs/ros2/topics#topics')
  expect(elsewhere?.locale).toBe('en')
})

test('that nothing can be searched is not told as nothing found', async () => {
  english.broken = true
  urdu.broken = true
  await expect(site.search({query: 'topic'})).rejects.toThrow('The disk is on fire.')
  await expect(site.section('x')).rejects.toThrow('The disk is on fire.')
  await expect(site.status()).rejects.toThrow('The disk is on fire.')
})

test('an engine that does not open is opened again, and keeps nobody from the others', async () => {
  let opens = 0
  const late = new SiteIndex([
    {source: 'en', open: () => english},
    {
      source: 'ur',
      open: () => {
        opens += 1
        if (opens < 3) throw new Error('The file is locked.')
        return urdu
      },
    },
  ])
  expect((await late.search({query: 'What is a topic?'})).passages).not.toEqual([])
  expect((await late.status()).editions).toHaveLength(1)
  expect((await late.status()).editions).toHaveLength(2)
})

test('only a source of the site is taken in', async () => {
  await expect(site.ingest('2')).rejects.toThrow('no index of this site')
})

test('a version that was built by itself answers its own pages, and is named where another one does', async () => {
  const content = createContent()
  const [, topics, services] = content.sections
  const old = new Held({
    ...content,
    site: {...content.site, baseUrl: '/book/v1/'},
    sections: [topics, services].flatMap((one) =>
      one === undefined ? [] : [{...one, url: one.url.replace('/book/', '/book/v1/')}],
    ),
  })
  site = siteOf(english, old)
  const page = {url: '/book/v1/docs/ros2/topics', locale: 'en'}
  const own = await site.search({query: 'What is a topic?', page})
  expect(own.passages.map(({url}) => url).every((url) => url.startsWith('/book/v1/'))).toBe(true)
  expect(own.elsewhere).toBeUndefined()
  const other = await site.search({query: 'Why simulate?', page})
  expect(other.passages[0]?.url).toBe('/book/docs/simulation/intro#why')
  expect(other.elsewhere).toEqual({locale: null, version: null, address: 'https://book.example/book/'})
})

test('a passage on another host has its whole address', async () => {
  const content = createUrduContent()
  const away = new Held({...content, site: {...content.site, url: 'https://ur.book.example'}})
  site = siteOf(english, away)
  const [passage] = (await site.search({query: 'Why simulate a robot?', page: {locale: 'ur', url: '/book/ur/docs/x'}}))
    .passages
  expect(passage?.url).toBe('https://book.example/book/docs/simulation/intro#why')
  expect((await site.section(passage?.url ?? ''))?.headingPath).toEqual(['Simulation', 'Why simulate'])
})
