import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {citedUrls, createTestBackend, textOfAnswer, type TestBackend} from './__fixtures__/backend.ts'
import {createContent, createUrduContent} from './__fixtures__/content.ts'
import {EmbeddedIndex} from './search/embedded-index.ts'
import {SiteIndex} from './search/site-index.ts'

/** The whole backend on a site in English and Urdu. */
let dir: string
let sources: string[]
let backend: TestBackend

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'chatkit-editions-'))
  sources = ['en.json', 'ur.json'].map((name) => path.join(dir, name))
})
afterEach(async () => {
  await backend.close()
  await rm(dir, {recursive: true, force: true})
})

async function start(...contents: string[]): Promise<void> {
  for (const [at, content] of contents.entries()) await writeFile(sources[at] ?? '', content)
  const index = new SiteIndex(sources.map((source) => ({source, open: () => new EmbeddedIndex(':memory:')})))
  backend = await createTestBackend({env: {CHATKIT_INDEX: sources.join(',')}, parts: {index}})
}

async function ask(question: string, page: Record<string, string>) {
  const events = await (await backend.reader()).ask(question, {page})
  const progress = events.flatMap((event) => (event.type === 'progress_update' ? [event.text] : []))
  return {text: textOfAnswer(events), urls: citedUrls(events), progress}
}

const ENGLISH_PAGE = {url: '/book/docs/ros2/topics', locale: 'en'}
const URDU_PAGE = {url: '/book/ur/docs/ros2/topics', locale: 'ur'}
const BOTH = [JSON.stringify(createContent()), JSON.stringify(createUrduContent())]

test.each([
  ['an Urdu page', URDU_PAGE],
  ['an English page', ENGLISH_PAGE],
])('what is asked in Urdu on %s is quoted from the Urdu text, with Urdu words around it', async (_name, page) => {
  await start(...BOTH)
  const {text, urls, progress} = await ask('ٹاپک کیا ہے؟', page)
  expect(text).toContain('*مثالوں سے روبوٹ* کے اپنے الفاظ میں:')
  expect(text).toContain('ٹاپک ایک نام والا راستہ ہے جس پر نوڈ پیغام بھیجتے ہیں۔')
  expect(text.replaceAll(/\]\(<.*?>\)/g, ']')).not.toMatch(/[a-z]{3}/i)
  expect(urls).not.toEqual([])
  expect(urls.every((url) => url.startsWith('/book/ur/'))).toBe(true)
  expect(progress.at(-1)).toMatch(/پڑھا جا رہا ہے…$/)
})

test('what the Urdu text does not have is quoted from the English one, and that is said', async () => {
  await start(...BOTH)
  const {text, urls} = await ask('Why simulate a robot?', URDU_PAGE)
  expect(text).toMatch(/^یہ بات مجھے صرف انگریزی میں ملی:/)
  expect(text).toContain('A simulator tries a robot program without a robot')
  expect(urls.every((url) => url.startsWith('/book/docs/'))).toBe(true)
})

test('an English page is answered in English alone', async () => {
  await start(...BOTH)
  const {text, urls} = await ask('What is a topic?', ENGLISH_PAGE)
  expect(text).toMatch(/^\*Robots by Example\* says, in its own words:/)
  expect(urls.some((url) => url.startsWith('/book/ur/'))).toBe(false)
})

test('that nothing was found, and a greeting, are answered in the reader’s language', async () => {
  await start(...BOTH)
  expect((await ask('سٹرابیری کیک کیسے بناتے ہیں؟', URDU_PAGE)).text).toContain('میں نہیں ملی۔')
  expect((await ask('السلام علیکم', URDU_PAGE)).text).toMatch(/^السلام علیکم! /)
  expect((await ask('hello', ENGLISH_PAGE)).text).toMatch(/^Hello! /)
})

test('an edition that comes later is missing until then, and the others answer', async () => {
  await start(BOTH[0] ?? '')
  const readiness = async () => {
    const response = await backend.app.fetch(new Request('http://localhost/readyz'))
    return [response.status, await response.json()] as const
  }
  expect(await readiness()).toMatchObject([
    200,
    {
      index: {state: 'missing', problem: expect.stringContaining('ur.json')},
      indexes: [{state: 'ready', sections: 7}, {state: 'missing'}],
    },
  ])
  expect((await ask('What is a topic?', URDU_PAGE)).text).toMatch(/^یہ بات مجھے صرف انگریزی میں ملی:/)

  await writeFile(sources[1] ?? '', BOTH[1] ?? '')
  await backend.watcher.check()
  expect(await readiness()).toMatchObject([200, {index: {state: 'ready', sections: 11}}])
  expect((await ask('ٹاپک کیا ہے؟', URDU_PAGE)).urls[0]).toBe('/book/ur/docs/ros2/topics#topics')
})

test('a broken edition is reported once, stays as it was, and does not touch the others', async () => {
  await start(...BOTH)
  await writeFile(sources[1] ?? '', '{"schemaVersion": 1, "sections": "none"}')
  await backend.watcher.check()
  await backend.watcher.check()
  expect(backend.log.filter((line) => line['state'] === 'invalid')).toHaveLength(1)
  expect((await ask('ٹاپک کیا ہے؟', URDU_PAGE)).urls[0]).toBe('/book/ur/docs/ros2/topics#topics')
  expect((await ask('What is a topic?', ENGLISH_PAGE)).text).toContain('A topic is a named channel')
})
