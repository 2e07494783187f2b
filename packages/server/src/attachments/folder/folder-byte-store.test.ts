import {spawnSync} from 'node:child_process'
import {mkdtemp, readdir, readFile, rm, utimes, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {byteStoreConformance} from '../../testing/byte-store-conformance.ts'
import {streamOf} from '../__fixtures__/streams.ts'
import {FolderByteStore} from './folder-byte-store.ts'

const OPTIONS = {contentType: 'text/plain', maxBytes: 1024 * 1024}
const folders: string[] = []

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chatkit-bytes-'))
  folders.push(folder)
  return folder
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, {recursive: true, force: true})
})

describe('FolderByteStore', () => {
  const cases = byteStoreConformance({
    open: async () => ({store: new FolderByteStore(join(await newFolder(), 'made', 'when-needed'))}),
  })
  test.each(cases.map(({name, run}) => [name, run] as const))('%s', async (_name, run) => {
    await run()
  })
})

test('bytes lie as a plain file beside what is known of them', async () => {
  const folder = await newFolder()
  await new FolderByteStore(folder).put('atc_1', streamOf('hello ', 'there'), OPTIONS)
  expect(await readFile(join(folder, 'atc_1', 'bytes'), 'utf8')).toBe('hello there')
  expect(JSON.parse(await readFile(join(folder, 'atc_1', 'info.json'), 'utf8'))).toMatchObject({size: 11})
})

test('another process finds what one has stored, and nothing else is left in the folder', async () => {
  const folder = await newFolder()
  const store = new FolderByteStore(folder)
  await store.put('atc_1', streamOf('kept'), OPTIONS)
  await store.put('atc_2', streamOf('deleted'), OPTIONS)
  await store.delete('atc_2')
  await expect(store.put('atc_3', streamOf('broken', new Error('off')), OPTIONS)).rejects.toThrow('off')
  expect(await readdir(folder)).toEqual(['.incoming', 'atc_1'])
  expect(await readdir(join(folder, '.incoming'))).toEqual([])
  expect(await new FolderByteStore(folder).head('atc_1')).toMatchObject({size: 4})
})

test('what a killed process left half-written is never seen, and cleared once it is old', async () => {
  const folder = await newFolder()
  const store = new FolderByteStore(folder)
  const script = `
    const {mkdirSync, writeFileSync} = require('node:fs')
    mkdirSync(process.argv[1] + '/.incoming/half', {recursive: true})
    writeFileSync(process.argv[1] + '/.incoming/half/bytes', 'hal')
    process.kill(process.pid, 'SIGKILL')`
  expect(spawnSync(process.execPath, ['-e', script, folder]).signal).toBe('SIGKILL')
  for await (const listed of store.list()) throw new Error(`${listed.key} is listed`)
  await store.deleteUnfinished(new Date(Date.now() - 60_000))
  expect(await readdir(join(folder, '.incoming'))).toEqual(['half'])
  const yesterday = new Date(Date.now() - 86_400_000)
  await utimes(join(folder, '.incoming', 'half'), yesterday, yesterday)
  await store.deleteUnfinished(new Date(Date.now() - 60_000))
  expect(await readdir(join(folder, '.incoming'))).toEqual([])
})

test('a folder that cannot be written answers Unavailable, with the reason for the log only', async () => {
  const file = join(await newFolder(), 'a-file')
  await writeFile(file, '')
  const failure = await new FolderByteStore(join(file, 'below'))
    .put('atc_1', streamOf('x'), OPTIONS)
    .catch((error) => error)
  expect(failure).toMatchObject({code: 'Unavailable', cause: {code: 'ENOTDIR'}})
  expect(failure.message).not.toContain(file)
})

test('a file whose description is damaged is a failure of its own, and does not hide the others', async () => {
  const folder = await newFolder()
  const store = new FolderByteStore(folder)
  await store.put('atc_1', streamOf('whole'), OPTIONS)
  await store.put('atc_2', streamOf('damaged'), OPTIONS)
  await writeFile(join(folder, 'atc_2', 'info.json'), '{"size":')
  const keys: string[] = []
  for await (const {key} of store.list()) keys.push(key)
  expect(keys.toSorted()).toEqual(['atc_1', 'atc_2'])
  expect(await store.head('atc_1')).toMatchObject({size: 5})
  await expect(store.head('atc_2')).rejects.toMatchObject({code: 'Unavailable'})
  await store.delete('atc_2')
  expect(await store.head('atc_2')).toBeNull()
})

test('a full disk answers Unavailable, and takes smaller files again afterwards', async () => {
  const folder = await newFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder])
  if (mounted.status !== 0) {
    console.log('not run: a full disk needs the right to mount a small one')
    return
  }
  try {
    const store = new FolderByteStore(folder)
    const large = streamOf(...Array.from({length: 100}, () => 'x'.repeat(10_000)))
    const failure: unknown = await store.put('large', large, OPTIONS).catch((error: unknown) => error)
    expect(failure).toMatchObject({code: 'Unavailable', cause: {code: 'ENOSPC'}})
    expect(await store.head('large')).toBeNull()
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
    expect(await store.put('small', streamOf('fits'), OPTIONS)).toMatchObject({created: true})
  } finally {
    spawnSync('umount', [folder])
  }
})
