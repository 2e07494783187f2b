import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {ROOT} from '../../scripts/lib/paths.js'
import {ENGINE_NAMES, type Engine, launch, type Session} from '../engines/index.ts'
import type {RequirementId} from '../requirements.ts'
import {Assistant} from './assistant.ts'
import {type Product, startProduct} from './product.ts'

/** What a story has to work with. */
export interface Stage<Place = Product> {
  engine: Engine
  product: Place
  /** The reader's browser; it is new for each story. */
  session: Session
  assistant: Assistant
  /** Keeps a picture for a person to look at, under artifacts/ (not in git). */
  picture: (name: string) => Promise<void>
}

interface Story<Place> {
  title: string
  /** The title, and before it the requirements that it shows. */
  label: string
  run: (stage: Stage<Place>) => Promise<void>
}

type Define<Place> = (
  story: (ids: RequirementId | readonly RequirementId[], title: string, run: Story<Place>['run']) => void,
) => void

/**
 * Stories that every engine has to tell. Each names the requirements it shows, in brackets before its title, from where the matrix is
 * made. `CHATKIT_ENGINES=Firefox,WebKit` picks engines.
 */
export const stories = (define: Define<Product>): void =>
  tellStories(
    {start: startProduct, restore: (product) => product.restore(), close: (product) => product.close()},
    define,
  )

/** The same on another site, which stays as it is and belongs to the file. */
export const storiesOn = <Place>(start: () => Promise<Place>, define: Define<Place>): void =>
  tellStories({start, restore: async () => {}, close: async () => {}}, define)

/** Where stories take place: what each engine starts, puts back after each story, and closes. */
interface Scene<Place> {
  start: () => Promise<Place>
  restore: (place: Place) => Promise<void>
  close: (place: Place) => Promise<void>
}

function tellStories<Place>(scene: Scene<Place>, define: Define<Place>): void {
  const all: Story<Place>[] = []
  define((ids, title, run) => all.push({label: `[${[ids].flat().join(' ')}] ${title}`, title, run}))
  const picked = process.env['CHATKIT_ENGINES']?.split(',')

  describe.each(ENGINE_NAMES.filter((name) => picked?.includes(name) ?? true))('%s', (name) => {
    let engine: Engine
    let product: Place | undefined
    let session: Session

    beforeAll(async () => {
      ;[engine, product] = await Promise.all([launch(name), scene.start()])
    })
    afterAll(async () => {
      await engine?.close()
      if (product !== undefined) await scene.close(product)
    })
    beforeEach(async () => {
      session = await engine.newSession()
    })
    afterEach(async () => {
      await session?.close()
      if (product !== undefined) await scene.restore(product)
    })

    test.each(all)('$label', async ({title, run}) => {
      if (product === undefined) throw new Error('There is no site to tell stories of.')
      const {tab} = session
      const picture = (what: string) => keepPicture(`${name}-${what}`, () => tab.screenshot())
      try {
        await run({engine, product, session, assistant: new Assistant(tab), picture})
      } catch (error) {
        await picture(`failed-${title.replaceAll(/\W+/g, '-').slice(0, 60)}`).catch(() => {})
        throw error
      }
    })
  })
}

async function keepPicture(name: string, take: () => Promise<Uint8Array>): Promise<void> {
  const folder = path.join(ROOT, 'artifacts/screenshots')
  await mkdir(folder, {recursive: true})
  await writeFile(path.join(folder, `${name}.png`), await take())
}
