import {randomUUID} from 'node:crypto'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {createContent, createUrduContent, FOUND_FIRST, section} from '../__fixtures__/content.ts'
import {startEmbeddingsServer, type EmbeddingsServer} from '../__fixtures__/embeddings-server.ts'
import {prepareLocalQdrant, startLocalQdrant} from '../../../../scripts/lib/local-qdrant.js'
import {startQdrantServer} from '../__fixtures__/qdrant-server.ts'
import type {EmbeddingsConfig} from '../embeddings/types.ts'
import type {ContentIndex} from '../index/schema.ts'
import {EmbeddedIndex} from './embedded-index.ts'
import {connect} from './qdrant/connect.ts'
import {QdrantIndex} from './qdrant/qdrant-index.ts'
import {SiteIndex} from './site-index.ts'
import type {SearchIndex, SearchRequest} from './types.ts'

/** Somewhere to search. */
interface Engine {
  open(embeddings: EmbeddingsConfig | null, dir: string): SearchIndex
  stop(): Promise<void>
}

const local = prepareLocalQdrant()
const notRun = (what: string, reason: string): void => void process.stdout.write(`not run: ${what}: ${reason}\n`)
if ('reason' in local) notRun('SearchIndex on Qdrant’s client in local mode', local.reason)
const realUrl = process.env['QDRANT_URL']
if (!realUrl) notRun('SearchIndex on a Qdrant server', 'QDRANT_URL is not set')

const engines: [name: string, start: () => Promise<Engine>][] = [
  [
    'embedded',
    () =>
      Promise.resolve({
        open: (embeddings, dir) => new EmbeddedIndex(path.join(dir, 'search.db'), embeddings),
        stop: () => Promise.resolve(),
      }),
  ],
  [
    'Qdrant, as it is described',
    async () => {
      const server = await startQdrantServer()
      return onQdrant(server.url, undefined, async () => {
        await server.close()
        expect(server.problems).toEqual([])
      })
    },
  ],
  ...('reason' in local
    ? []
    : [
        [
          'Qdrant’s client in local mode',
          async () => {
            const {url, stop} = await startLocalQdrant(local.python)
            return onQdrant(url, undefined, stop)
          },
        ] satisfies (typeof engines)[number],
      ]),
  ...(realUrl
    ? [
        [
          'a Qdrant server',
          () => Promise.resolve(onQdrant(realUrl, process.env['QDRANT_API_KEY'], () => Promise.resolve())),
        ] satisfies (typeof engines)[number],
      ]
    : []),
]

/** Each index has an alias of its own, and leaves nothing behind. */
function onQdrant(url: string, apiKey: string | undefined, stop: () => Promise<void>): Engine {
  const used: string[] = []
  const at = (collection: string) => ({url, apiKey, collection})
  return {
    open: (embeddings, dir) => {
      const collection = `chatkit-test-${path.basename(dir)}`
      used.push(collection)
      return new QdrantIndex({qdrant: at(collection), embeddings, cache: path.join(dir, 'embeddings.db')})
    },
    stop: async () => {
      const client = connect(at('any'), 30_000)
      const {aliases} = await client.getAliases()
      for (const {alias_name: alias, collection_name: name} of aliases) {
        if (used.includes(alias)) await client.deleteCollection(name)
      }
      await stop()
    },
  }
}

describe.each(engines)('%s', (_name, start) => {
  let engine: Engine
  let embeddings: EmbeddingsServer
  let dir: string
  let index: SearchIndex

  beforeAll(async () => {
    engine = await start()
  }, 60_000)
  afterAll(() => engine.stop())
  beforeEach(async () => {
    embeddings = await startEmbeddingsServer()
    dir = await mkdtemp(path.join(tmpdir(), `index-${randomUUID().slice(0, 8)}-`))
    index = engine.open(null, dir)
  })
  afterEach(async () => {
    await index.close()
    await embeddings.close()
    await rm(dir, {recursive: true, force: true})
  })

  async function ingest(content: ContentIndex = createContent()) {
    const source = path.join(dir, 'chatkit-index.json')
    await writeFile(source, JSON.stringify(content))
    return await index.ingest(source)
  }

  async function find(query: string, more: Omit<SearchRequest, 'query'> = {}) {
    return (await index.search({query, ...more})).passages.map(({url}) => url)
  }

  test('before anything was taken in there is no site, and nothing is found', async () => {
    expect(await index.status()).toMatchObject({sections: 0, passages: 0, versions: [], site: null})
    expect(await index.search({query: 'topic'})).toEqual({passages: [], nearest: []})
    expect(await index.section('ros2/topics')).toBeNull()
  })

  test('words, names in code, compounds and their parts are found', async () => {
    expect(await ingest()).toMatchObject({sections: 7, added: 7, removed: 0, unchanged: 0})
    expect(await index.status()).toMatchObject({sections: 7, passages: 7, versions: ['current'], site: {locale: 'en'}})
    for (const [query, url] of [...FOUND_FIRST, ['what is a topci', '/book/docs/ros2/topics#topics']] as const) {
      expect([query, (await find(query))[0]]).toEqual([query, url])
    }
  })

  test('a passage comes whole, with its heading path and its code', async () => {
    await ingest()
    const [passage] = (await index.search({query: 'What is a topic?', limit: 1})).passages
    const expected = createContent().sections[1]
    expect(passage).toMatchObject({
      id: 'ros2/topics#topics~0',
      sectionId: 'ros2/topics#topics',
      title: expected?.title,
      headingPath: expected?.headingPath,
      text: expected?.text,
      code: expected?.code,
    })
    expect(passage?.coverage).toBe(1)
  })

  test('an acronym and what it stands for find the same, either way', async () => {
    const content = createContent()
    const imu = [
      section('glossary#imu', {
        title: 'Glossary',
        headingPath: ['Glossary', 'IMU'],
        text: 'An IMU, inertial measurement unit, measures angular velocity.',
      }),
      section('sensors#bias', {
        title: 'Sensors',
        headingPath: ['Sensors', 'Bias'],
        text: 'An IMU drifts because its bias changes with the temperature.',
      }),
      section('sensors#mounting', {
        title: 'Sensors',
        headingPath: ['Sensors', 'Mounting'],
        text: 'Bolt the inertial measurement unit to the torso, where it shakes least.',
      }),
    ]
    await ingest({...content, sections: [...content.sections, ...imu]})
    const first = async (query: string) => (await find(query))[0]
    expect(await first('Why does the inertial measurement unit drift?')).toBe('/book/docs/sensors#bias')
    expect(await first('Why does the IMU drift?')).toBe('/book/docs/sensors#bias')
    expect(await first('Where is the IMU bolted?')).toBe('/book/docs/sensors#mounting')
  })

  test('what the question points to says which of the places that have its words', async () => {
    const content = createContent()
    const wheel = (id: string, text: string) => section(id, {title: 'Drives', headingPath: ['Drives'], text})
    await ingest({
      ...content,
      sections: [
        ...content.sections,
        wheel('drives#belt', 'It is slower.'),
        wheel(
          'drives#screw',
          'A ball screw is slower than a belt drive, because each turn moves the nut only by its lead.',
        ),
      ],
    })
    const query = 'Why is it slower?'
    expect((await find(query))[0]).toBe('/book/docs/drives#belt')
    expect((await find(query, {around: 'The nut of a ball screw runs on recirculating balls.'}))[0]).toBe(
      '/book/docs/drives#screw',
    )
  })

  test('a question about something else finds nothing, and names what came nearest', async () => {
    await ingest()
    const result = await index.search({query: 'How do I bake a topic cake with strawberries?'})
    expect(result.passages).toEqual([])
    expect(result.nearest.length).toBeGreaterThan(0)
    expect(await index.search({query: '"*()^:- 😀 …'})).toEqual({passages: [], nearest: []})
  })

  test('a version or a language that is asked for is kept to', async () => {
    const content = createContent()
    const old = section('old/topics', {text: 'A topic was once another thing.', version: '1.0'})
    await ingest({...content, sections: [...content.sections, old]})
    expect((await index.status()).versions.toSorted()).toEqual(['1.0', 'current'])
    expect(await find('What is a topic?', {version: '1.0'})).toEqual(['/book/docs/old/topics'])
    expect(await find('What is a topic?', {version: 'current'})).not.toContain('/book/docs/old/topics')
    expect(await find('What is a topic?', {version: '9'})).toEqual([])
    expect(await find('What is a topic?', {version: ['9', '1.0']})).toEqual(['/book/docs/old/topics'])
    expect(await find('What is a topic?', {locale: 'ur'})).toEqual([])
    expect(await find('What is a topic?', {locale: 'en'})).not.toEqual([])
  })

  test('parts of a long section come back as one passage, and a copy once', async () => {
    const paragraph = (word: string) => `${word} `.repeat(40) + 'The gripper closes with force control.'
    const text = ['alpha beta gamma', 'delta epsilon zeta', 'eta theta iota'].map(paragraph).join('\n\n')
    const long = section('long', {text, headingPath: ['Grippers']})
    await ingest({...createContent(), sections: [long, {...long, id: 'copy', url: '/book/docs/copy', hash: 'copy'}]})
    const {passages} = await index.search({query: 'gripper force control'})
    expect(passages).toHaveLength(1)
    expect(passages[0]?.text).toContain('alpha')
    expect(passages[0]?.text).toContain('theta')
  })

  test('a section is read by its id, by its path with or without a slash, and by its page', async () => {
    await ingest()
    const section = await index.section('ros2/topics#services')
    expect(section).toMatchObject({
      url: '/book/docs/ros2/topics#services',
      headingPath: ['Topics and services', 'Services'],
    })
    expect(section?.page.map(({heading}) => heading)).toEqual([
      'Topics and services',
      'Topics',
      'Services',
      'Topics against services',
    ])
    expect(await index.section('/book/docs/ros2/topics#services')).toEqual(section)
    expect(await index.section('/book/docs/ros2/topics/#services')).toEqual(section)
    expect((await index.section('/book/docs/ros2/topics/'))?.id).toBe('ros2/topics')
    expect(await index.section('/book/docs/nowhere')).toBeNull()
  })

  test('taken in again: what changed is seen, what is gone is gone', async () => {
    await ingest()
    expect(await ingest()).toMatchObject({added: 0, removed: 0, unchanged: 7})
    const topics = section('ros2/topics#topics', {text: 'Pulleys are gone.', hash: 'new'})
    expect(await ingest({...createContent(), sections: [topics, ...createContent().sections.slice(2)]})).toMatchObject({
      sections: 6,
      added: 1,
      removed: 1,
      unchanged: 5,
    })
    expect(await find('named channel publish')).toEqual([])
    expect(await find('pulleys')).toEqual(['/book/docs/ros2/topics#topics'])
    expect(await index.status()).toMatchObject({sections: 6, passages: 6})
  })

  test('an index that is none changes nothing', async () => {
    await ingest()
    const source = path.join(dir, 'broken.json')
    await writeFile(source, '{"schemaVersion": 1, "sections": ')
    await expect(index.ingest(source)).rejects.toMatchObject({name: 'IndexError', reason: 'invalid'})
    expect((await find('What is a topic?'))[0]).toBe('/book/docs/ros2/topics#topics')
  })

  test('what belongs to no version is found in each', async () => {
    const content = createContent()
    const about = section('about', {text: 'Pulleys are mentioned in every version.', version: null})
    const old = section('old/topics', {text: 'Pulleys of old.', version: '1.0'})
    await ingest({...content, sections: [...content.sections, old, about]})
    expect((await find('pulleys', {version: '1.0'})).toSorted()).toEqual(['/book/docs/about', '/book/docs/old/topics'])
    expect(await find('pulleys', {version: 'current'})).toEqual(['/book/docs/about'])
    const {passages} = await index.search({query: 'pulleys', version: '1.0'})
    expect(new Set(passages.map(({version}) => version))).toEqual(new Set(['1.0', null]))
  })

  test('an index without sections does not take the place of one that has some', async () => {
    expect(await ingest({...createContent(), sections: []})).toMatchObject({sections: 0})
    await ingest()
    await expect(ingest({...createContent(), sections: []})).rejects.toMatchObject({reason: 'refused'})
    expect((await find('What is a topic?'))[0]).toBe('/book/docs/ros2/topics#topics')
  })

  test('how far it is is told while an index is taken in', async () => {
    const source = path.join(dir, 'chatkit-index.json')
    await writeFile(source, JSON.stringify(createContent()))
    const told: string[] = []
    await index.ingest(source, ({step, done, total}) => told.push(`${step} ${done} of ${total}`))
    expect(told[0]).toMatch(/^(?:indexing|uploading) 0 of 7$/)
  })

  describe('with several editions', () => {
    const ENGLISH = {url: '/book/docs/ros2/topics', locale: 'en'}
    const URDU = {url: '/book/ur/docs/ros2/topics', locale: 'ur'}
    let site: SiteIndex
    let sources: {en: string; ur: string}

    beforeEach(async () => {
      sources = {en: path.join(dir, 'en.json'), ur: path.join(dir, 'ur.json')}
      const folders = [await mkdtemp(`${dir}-en-`), await mkdtemp(`${dir}-ur-`)] as const
      site = new SiteIndex([
        {source: sources.en, open: () => engine.open(null, folders[0])},
        {source: sources.ur, open: () => engine.open(null, folders[1])},
      ])
      await put('en', createContent())
      await put('ur', createUrduContent())
    })
    afterEach(() => site.close())

    async function put(edition: 'en' | 'ur', content: ContentIndex | string) {
      await writeFile(sources[edition], typeof content === 'string' ? content : JSON.stringify(content))
      return await site.ingest(sources[edition])
    }
    const ask = async (query: string, page: SearchRequest['page']) => {
      const {passages, elsewhere} = await site.search({query, page})
      return {urls: passages.map(({url}) => url), elsewhere}
    }

    test('the page’s language answers, and no other is beside it', async () => {
      const urdu = await ask('ٹاپک کیا ہے؟', URDU)
      expect(urdu.urls[0]).toBe('/book/ur/docs/ros2/topics#topics')
      expect(urdu.urls.every((url) => url.startsWith('/book/ur/'))).toBe(true)
      expect(urdu.elsewhere).toBeUndefined()
      const english = await ask('What is a topic?', ENGLISH)
      expect(english.urls[0]).toBe('/book/docs/ros2/topics#topics')
      expect(english.urls.some((url) => url.startsWith('/book/ur/'))).toBe(false)
      expect(english.elsewhere).toBeUndefined()
    })

    test('what is asked in its script is answered in it, whatever page it is asked on', async () => {
      expect(await ask('ٹاپک کیا ہے؟', ENGLISH)).toMatchObject({
        urls: expect.arrayContaining(['/book/ur/docs/ros2/topics#topics']),
        elsewhere: undefined,
      })
      expect((await ask('ٹاپک کیا ہے؟', undefined)).urls[0]).toBe('/book/ur/docs/ros2/topics#topics')
    })

    test('other forms of a word, and keyboards of other languages, find it too', async () => {
      for (const question of ['ٹاپکس کیا ہیں؟', 'ٹاپكوں سے كيا مراد ہے؟', 'ٹَاپِک'])
        expect([question, (await ask(question, URDU)).urls[0]]).toEqual([question, '/book/ur/docs/ros2/topics#topics'])
    })

    test('what it does not have is answered from the default language, with a word about it', async () => {
      const found = await ask('Why simulate a robot?', URDU)
      expect(found.urls[0]).toBe('/book/docs/simulation/intro#why')
      expect(found.urls.some((url) => url.startsWith('/book/ur/'))).toBe(false)
      expect(found.elsewhere).toMatchObject({locale: 'en', version: null})
    })

    test('a page that is not translated stays in its edition', async () => {
      expect((await ask('How do I start a controller?', URDU)).urls[0]).toBe('/book/ur/docs/ros2/control#start')
    })

    test('the default language does not answer from another one that nobody asked for', async () => {
      expect((await ask('translation', ENGLISH)).urls).toEqual([])
    })

    test('a language that is asked for is kept to', async () => {
      const search = async (locale: string) => (await site.search({query: 'controller', locale})).passages[0]?.url
      expect(await search('ur')).toBe('/book/ur/docs/ros2/control#start')
      expect(await search('en-GB')).toBe('/book/docs/ros2/control#controllers')
      expect(await search('fr')).toBeUndefined()
    })

    test('a section is told from its translation, and read by what a search called it', async () => {
      const [english] = (await site.search({query: 'What is a topic?'})).passages
      const [urdu] = (await site.search({query: 'ٹاپک کیا ہے؟'})).passages
      expect(new Set([english?.sectionId, urdu?.sectionId]).size).toBe(2)
      for (const passage of [english, urdu]) {
        expect((await site.section(passage?.sectionId ?? ''))?.url).toBe(passage?.url)
        expect((await site.section(passage?.url ?? ''))?.id).toBe(passage?.sectionId)
      }
      expect((await site.section('https://book.example/book/ur/docs/ros2/topics/#topics'))?.url).toBe(urdu?.url)
    })

    test('each is listed', async () => {
      expect(await site.status()).toMatchObject({
        sections: 11,
        site: {locale: 'en'},
        editions: [
          {site: {locale: 'en', baseUrl: '/book/'}, sections: 7},
          {site: {locale: 'ur', baseUrl: '/book/ur/'}, sections: 4},
        ],
      })
    })

    test('a broken index of one leaves it as it was, and the other alone', async () => {
      await expect(put('ur', '{"schemaVersion": 1')).rejects.toMatchObject({reason: 'invalid'})
      expect((await ask('ٹاپک کیا ہے؟', URDU)).urls[0]).toBe('/book/ur/docs/ros2/topics#topics')
      expect((await ask('What is a topic?', ENGLISH)).urls[0]).toBe('/book/docs/ros2/topics#topics')
      expect(await put('en', createContent())).toMatchObject({unchanged: 7})
    })
  })

  describe('with several versions', () => {
    const version = (name: string, text: string) =>
      section(`${name}/topics`, {text, version: name, headingPath: ['Topics'], title: 'Topics'})
    let site: SiteIndex

    beforeEach(async () => {
      site = new SiteIndex([{source: path.join(dir, 'chatkit-index.json'), open: () => index}])
      const content = createContent()
      await ingest({
        ...content,
        site: {...content.site, latestVersions: ['2.0']},
        sections: [
          version('1.0', 'A topic is a wire. Pulleys were removed later.'),
          version('2.0', 'A topic is a named channel.'),
          version('current', 'A topic is a channel of the future. Winches are new here.'),
        ],
      })
    })
    const ask = async (query: string, read?: string) => {
      const {passages, elsewhere} = await site.search({query, page: {version: read}})
      return {versions: passages.map((passage) => passage.version), elsewhere}
    }

    test('the page’s version answers, and the latest where there is none', async () => {
      expect(await ask('What is a topic?', '1.0')).toEqual({versions: ['1.0'], elsewhere: undefined})
      expect(await ask('What is a topic?', 'current')).toEqual({versions: ['current'], elsewhere: undefined})
      expect(await ask('What is a topic?')).toEqual({versions: ['2.0'], elsewhere: undefined})
      expect(await ask('What is a topic?', 'no such version')).toEqual({versions: ['2.0'], elsewhere: undefined})
    })

    test('what only another version has is answered from it, with a word about it', async () => {
      expect(await ask('winches', '1.0')).toMatchObject({
        versions: ['current'],
        elsewhere: {locale: null, version: {read: '1.0', found: 'current'}},
      })
      expect((await ask('pulleys')).elsewhere?.version).toEqual({read: '2.0', found: '1.0'})
    })
  })

  describe('with embeddings', () => {
    const open = (): SearchIndex =>
      engine.open(
        {
          source: {kind: 'endpoint', url: embeddings.url, model: 'small', apiKey: undefined},
          queryPrefix: '',
          passagePrefix: '',
          minSimilarity: 0.6,
        },
        dir,
      )
    beforeEach(async () => {
      await index.close()
      index = open()
    })

    test('a passage is found that says the same in other words, or in another language', async () => {
      await ingest()
      expect((await find('broadcasting through a pipe'))[0]).toBe('/book/docs/ros2/topics#topics')
      expect((await find('نشر'))[0]).toBe('/book/docs/ros2/topics#topics')
      expect((await find('ros2_control'))[0]).toBe('/book/docs/ros2/control#controllers')
      expect(await find('strawberry cake')).toEqual([])
      expect(await index.status()).toMatchObject({vectors: {passages: 7, problem: null}})
    })

    test('the version is kept to by meaning, too', async () => {
      const content = createContent()
      const old = section('old/topics', {text: 'A channel for broadcasting, as it was once.', version: '1.0'})
      await ingest({...content, sections: [...content.sections, old]})
      expect(await find('broadcasting through a pipe', {version: '1.0'})).toEqual(['/book/docs/old/topics'])
    })

    test('only what changed is embedded again', async () => {
      await ingest()
      await ingest({
        ...createContent(),
        sections: [
          section('ros2/topics', {text: 'Pulleys are new here.', hash: 'new'}),
          ...createContent().sections.slice(1),
        ],
      })
      expect(embeddings.requests.map(({input}) => input.length)).toEqual([7, 1])
      expect(await find('pulleys')).toEqual(['/book/docs/ros2/topics'])
    })

    test('while the endpoint fails, words are searched', async () => {
      await ingest()
      embeddings.oddities.push({kind: 'disconnect'})
      expect((await find('What is a topic?'))[0]).toBe('/book/docs/ros2/topics#topics')
      expect(await index.status()).toMatchObject({vectors: {problem: expect.stringContaining('could not be reached')}})
    })

    test('embeddings that are turned on later are added to what is there', async () => {
      await index.close()
      index = engine.open(null, dir)
      await ingest()
      await index.close()
      index = open()
      await ingest()
      expect((await find('broadcasting through a pipe'))[0]).toBe('/book/docs/ros2/topics#topics')
    })
  })
})
