import {randomUUID} from 'node:crypto'
import {prepareLocalS3, startLocalS3} from '../../../../../scripts/lib/local-s3.js'
import {byteStoreConformance} from '../../testing/byte-store-conformance.ts'
import {streamOf} from '../__fixtures__/streams.ts'
import {S3ByteStore} from './s3-byte-store.ts'
import type {S3ByteStoreOptions} from './s3-byte-store.ts'
import {S3Client} from './s3-client.ts'

const CREDENTIALS = {accessKeyId: 'key', secretAccessKey: 'secret'}
const PUT = {contentType: 'text/plain', maxBytes: 100 * 1024 * 1024}

const prepared = prepareLocalS3()
if ('reason' in prepared) process.stdout.write(`not run: S3ByteStore against a real server: ${prepared.reason}\n`)
const describeReal = 'reason' in prepared ? describe.skip : describe

describeReal('S3ByteStore against moto', () => {
  let endpoint = ''
  let stop = async (): Promise<void> => {}

  beforeAll(async () => {
    if ('python' in prepared) ({url: endpoint, stop} = await startLocalS3(prepared.python))
  }, 90_000)
  afterAll(() => stop())

  async function bucket(options: Partial<S3ByteStoreOptions> = {}): Promise<{store: S3ByteStore; client: S3Client}> {
    const place = {endpoint, bucket: `bucket-${randomUUID()}`, credentials: CREDENTIALS}
    const client = new S3Client(place)
    await client.send({method: 'PUT'})
    return {client, store: new S3ByteStore({...place, ...options})}
  }

  const cases = byteStoreConformance({
    // Small pages, so that listing has to turn them; the smallest parts that S3 takes.
    open: () => bucket({prefix: 'some/folder & more/', listSize: 10, partBytes: 5 * 1024 * 1024}),
  })
  test.each(cases.map(({name, run}) => [name, run] as const))('%s', async (_name, run) => {
    await run()
  })

  test('stores of different prefixes in one bucket do not see each other', async () => {
    const place = {endpoint, bucket: `bucket-${randomUUID()}`, credentials: CREDENTIALS}
    await new S3Client(place).send({method: 'PUT'})
    const [left, right] = ['left/', 'right/'].map((prefix) => new S3ByteStore({...place, prefix}))
    await left?.put('atc_1', streamOf('left'), PUT)
    expect(await right?.head('atc_1')).toBeNull()
    for await (const {key} of right?.list() ?? []) throw new Error(`${key} is listed`)
  })

  test('an upload in parts that was never finished is cleared away', async () => {
    const {client, store} = await bucket()
    const begun = await client.send({method: 'POST', name: 'atc_1', query: {uploads: ''}})
    await begun.body?.cancel()
    const unfinished = async (): Promise<number> => {
      const answer = await client.text(await client.send({method: 'GET', query: {uploads: ''}}))
      return answer.split('<Upload>').length - 1
    }
    expect(await unfinished()).toBe(1)
    await store.deleteUnfinished(new Date())
    expect(await unfinished()).toBe(0)
  })

  test('a stream that fails between two parts leaves no unfinished upload', async () => {
    const {client, store} = await bucket({partBytes: 5 * 1024 * 1024})
    const part = 'x'.repeat(6 * 1024 * 1024)
    await expect(store.put('atc_1', streamOf(part, part, new Error('off')), PUT)).rejects.toThrow('off')
    expect(await client.text(await client.send({method: 'GET', query: {uploads: ''}}))).not.toContain('<Upload>')
  })

  test('a bucket that is not there is a failure, not a missing file', async () => {
    const store = new S3ByteStore({endpoint, bucket: 'nobody-made-me', credentials: CREDENTIALS, retries: 0})
    await expect(store.get('atc_1')).rejects.toMatchObject({code: 'Unavailable'})
    await expect(store.put('atc_1', streamOf('x'), PUT)).rejects.toMatchObject({code: 'Unavailable'})
  })
})
