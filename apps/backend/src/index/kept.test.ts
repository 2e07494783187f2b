import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {createContent, section} from '../__fixtures__/content.ts'
import {EmbeddedIndex} from '../search/embedded-index.ts'
import type {IngestMode} from '../search/types.ts'
import type {ContentIndex} from './schema.ts'

let dir: string
let source: string
let index: EmbeddedIndex

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'chatkit-kept-'))
  source = path.join(dir, 'chatkit-index.json')
  index = open()
})
afterEach(async () => {
  await index.close()
  await rm(dir, {recursive: true, force: true})
})

const open = () => new EmbeddedIndex(path.join(dir, 'search.db'))

async function publish(content: ContentIndex): Promise<void> {
  await writeFile(source, JSON.stringify(content))
}

const take = (mode?: IngestMode) => index.ingest(source, undefined, mode)
const finds = async (query: string): Promise<boolean> => (await index.search({query})).passages.length > 0

/** A site of so many sections, of which the first is about this. */
function siteOf(count: number, about = 'pulleys'): ContentIndex {
  const sections = Array.from({length: count}, (_, i) =>
    section(`page-${i}`, {headingPath: [`Part ${i}`], text: i === 0 ? `Here ${about} turn.` : `Filler ${i}.`}),
  )
  return {...createContent(), sections}
}

describe('going back', () => {
  test('searches the index before again, which a restart does not undo', async () => {
    await publish(siteOf(30, 'pulleys'))
    await take()
    await publish(siteOf(30, 'winches'))
    await take()
    expect(await finds('pulleys')).toBe(false)

    expect(await take('previous')).toMatchObject({sections: 30, added: 1, unchanged: 29})
    expect([await finds('pulleys'), await finds('winches')]).toEqual([true, false])
    await index.close()
    index = open()
    await expect(take()).rejects.toMatchObject({reason: 'refused', message: expect.stringContaining('--force')})
    expect(await finds('pulleys')).toBe(true)
  })

  test('ends with the next index of the site, or when the same is forced', async () => {
    await publish(siteOf(30, 'pulleys'))
    await take()
    await publish(siteOf(30, 'winches'))
    await take()
    await take('previous')
    await take('force')
    expect(await finds('winches')).toBe(true)
    await take()

    await take('previous')
    await publish(siteOf(30, 'cranes'))
    await take()
    expect(await finds('cranes')).toBe(true)
    await take('previous')
    expect(await finds('pulleys')).toBe(true)
  })

  test('goes one step, and says so when there is none', async () => {
    await expect(take('previous')).rejects.toMatchObject({reason: 'missing'})
    await publish(siteOf(30, 'pulleys'))
    await take()
    await take()
    await expect(take('previous')).rejects.toThrow('No earlier index')
    expect(await finds('pulleys')).toBe(true)
  })
})

describe('far fewer sections than before', () => {
  test('are refused, until that is forced', async () => {
    await publish(siteOf(302))
    await take()
    await publish(siteOf(1, 'winches'))
    await expect(take()).rejects.toMatchObject({
      reason: 'refused',
      message: expect.stringMatching(/only 1 sections, so the 302 .* stay.*ingest --force/),
    })
    expect(await finds('pulleys')).toBe(true)
    expect(await take('force')).toMatchObject({sections: 1})
    expect(await take()).toMatchObject({sections: 1, unchanged: 1})
    await take('previous')
    expect(await index.status()).toMatchObject({sections: 302})
  })

  test('none are refused on a small site, too', async () => {
    await publish(siteOf(3))
    await take()
    await publish(siteOf(0))
    await expect(take()).rejects.toMatchObject({reason: 'refused', message: expect.stringContaining('no sections')})
  })

  test.each<[string, number, ContentIndex]>([
    ['a small site', 19, siteOf(1)],
    ['a site that drops two of three versions', 300, siteOf(100)],
    ['another site', 300, {...siteOf(10), site: {...createContent().site, baseUrl: '/other/'}}],
  ])('are taken in of %s', async (_name, before, after) => {
    await publish(siteOf(before))
    await take()
    await publish(after)
    expect(await take()).toMatchObject({sections: after.sections.length})
  })
})
