import {readdirSync, readFileSync} from 'node:fs'
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import {transformSync} from '@swc/core'
import {createContent, section} from '../__fixtures__/content.ts'
import {WorkerIndex} from './worker-index.ts'

/** Node 20 runs no TypeScript, so the folders that the worker thread imports are compiled for it first. */
const SOURCE = path.join(__dirname, '..')
let dir: string
let script: URL

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'chatkit-worker-'))
  await writeFile(path.join(dir, 'package.json'), '{"type": "module"}')
  await symlink(path.join(SOURCE, '../../../node_modules'), path.join(dir, 'node_modules'))
  for (const folder of ['search', 'search/qdrant', 'embeddings', 'index', 'text', 'texts', '.']) {
    await mkdir(path.join(dir, folder), {recursive: true})
    for (const file of readdirSync(path.join(SOURCE, folder))) {
      if (!file.endsWith('.ts') || file.includes('.test.')) continue
      const {code} = transformSync(readFileSync(path.join(SOURCE, folder, file), 'utf8'), {
        jsc: {target: 'es2022', parser: {syntax: 'typescript'}},
        module: {type: 'es6'},
      })
      const imports = code.replace(/(from\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2')
      await writeFile(path.join(dir, folder, file.replace(/\.ts$/, '.js')), imports)
    }
  }
  script = pathToFileURL(path.join(dir, 'search/worker.js'))
})
afterAll(() => rm(dir, {recursive: true, force: true}))

let index: WorkerIndex
let source: string

beforeEach(async () => {
  const folder = await mkdtemp(path.join(dir, 'data-'))
  source = path.join(folder, 'chatkit-index.json')
  index = new WorkerIndex(path.join(folder, 'search.db'), script)
})
afterEach(() => index.close())

test('an index is taken in by one thread and searched by another', async () => {
  expect(await index.status()).toEqual({sections: 0, passages: 0, versions: [], site: null})
  await writeFile(source, JSON.stringify(createContent()))
  expect(await index.ingest(source)).toMatchObject({sections: 7, added: 7})
  expect((await index.search({query: 'What is a topic?'})).passages[0]?.url).toBe('/book/docs/ros2/topics#topics')
  expect(await index.section('/book/docs/ros2/topics#services')).toMatchObject({id: 'ros2/topics#services'})
  expect(await index.section('nowhere')).toBeNull()
  expect(await index.status()).toMatchObject({sections: 7, site: {title: 'Robots by Example'}})
})

test('why an index was refused comes back from the thread', async () => {
  await expect(index.ingest(source)).rejects.toMatchObject({name: 'IndexError', reason: 'missing'})
  await writeFile(source, '[]')
  await expect(index.ingest(source)).rejects.toMatchObject({name: 'IndexError', reason: 'invalid'})
})

test('searches go on while another index is written', async () => {
  await writeFile(source, JSON.stringify(createContent()))
  await index.ingest(source)
  const content = createContent()
  const more = Array.from({length: 300}, (_, i) => section(`more-${i}`, {text: `Filler ${i} about pulleys.`}))
  await writeFile(source, JSON.stringify({...content, sections: [...content.sections, ...more]}))
  const ingest = index.ingest(source)
  const found = await Promise.all(Array.from({length: 20}, () => index.search({query: 'What is a service?'})))
  for (const {passages} of found) expect(passages[0]?.url).toBe('/book/docs/ros2/topics#services')
  expect(await ingest).toMatchObject({sections: 307, added: 300, unchanged: 7})
})

test('questions may be asked while the first index is still being written', async () => {
  const content = createContent()
  const more = Array.from({length: 300}, (_, i) => section(`more-${i}`, {text: `Filler ${i} about pulleys.`}))
  await writeFile(source, JSON.stringify({...content, sections: [...content.sections, ...more]}))
  const [, ...before] = await Promise.all([
    index.ingest(source),
    ...Array.from({length: 20}, () => index.search({query: 'What is a service?'})),
  ])
  expect(before).toHaveLength(20)
  expect(await index.status()).toMatchObject({sections: 307})
})

test('closing ends an ingest under way, of which nothing is left', async () => {
  await writeFile(source, JSON.stringify(createContent()))
  await index.ingest(source)
  const more = Array.from({length: 3_000}, (_, i) => section(`more-${i}`, {text: `Filler ${i} about pulleys.`}))
  await writeFile(source, JSON.stringify({...createContent(), sections: more}))
  let closed = Promise.resolve()
  const ingest = index.ingest(source, () => {
    closed = index.close()
  })
  await expect(ingest).rejects.toThrow('The search thread ended.')
  await closed
  expect(await index.status()).toMatchObject({sections: 7})
})

test('a file that is no database fails the call, not the process', async () => {
  const broken = path.join(path.dirname(source), 'broken.db')
  await writeFile(broken, 'this is not a database, and it is long enough to be looked at as one'.repeat(20))
  const other = new WorkerIndex(broken, script)
  await expect(other.search({query: 'topic'})).rejects.toThrow()
  await expect(other.status()).rejects.toThrow()
  await other.close()
})
