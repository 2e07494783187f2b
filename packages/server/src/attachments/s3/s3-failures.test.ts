import {createHash, createHmac} from 'node:crypto'
import {createServer} from 'node:http'
import type {IncomingMessage} from 'node:http'
import type {AddressInfo} from 'node:net'
import {streamOf} from '../__fixtures__/streams.ts'
import {readAll} from '../streams.ts'
import {S3ByteStore} from './s3-byte-store.ts'
import type {S3ByteStoreOptions} from './s3-byte-store.ts'
import {bucketUrl} from './s3-client.ts'

interface Seen {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: Buffer
}

/** An answer; `'hang'` is none, `'cut'` a broken connection, and a body that is a list stalls after its last piece. */
type Answer = {status?: number; headers?: Record<string, string>; body?: string | string[]} | 'hang' | 'cut'

const MIB = 1024 * 1024
const OPTIONS = {contentType: 'text/plain', maxBytes: 100 * MIB}
const CREDENTIALS = {accessKeyId: 'AKID', secretAccessKey: 'a secret'}
const FREE: Answer = {status: 404}

let seen: Seen[] = []
let close = async (): Promise<void> => {}

afterEach(async () => {
  await close()
  seen = []
})

/** A store whose service gives these answers, one after the other. */
async function scripted(answers: Answer[], options: Partial<S3ByteStoreOptions> = {}): Promise<S3ByteStore> {
  const rest = [...answers]
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const {method = '', url = '', headers} = request
      seen.push({method, url, headers, body: Buffer.concat(chunks)})
      const answer = rest.shift() ?? {status: 500, body: 'nothing more was expected'}
      if (answer === 'hang') return
      if (answer === 'cut') {
        request.socket.destroy()
        return
      }
      const {status = 200, headers: own = {}, body = ''} = answer
      response.writeHead(status, own)
      if (typeof body === 'string') response.end(body)
      else for (const piece of body) response.write(piece)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  const {port} = server.address() as AddressInfo
  return new S3ByteStore({
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'files',
    credentials: CREDENTIALS,
    timeoutMs: 10_000,
    ...options,
  })
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** The signature that Amazon's documentation of version 4 asks for, from what arrived. */
function expectedSignature({method, url, headers, body}: Seen, region: string): string {
  const [, date = '', signedHeaders = ''] =
    /Credential=AKID\/(\d{8})\/.*SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? []
  const [path = '', query = ''] = url.split('?')
  const canonical = [
    method,
    path,
    query.split('&').toSorted().join('&'),
    ...signedHeaders.split(';').map((name) => `${name}:${String(headers[name])}`),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const hmac = (key: string | Uint8Array, data: string): Uint8Array => createHmac('sha256', key).update(data).digest()
  const key = [region, 's3', 'aws4_request'].reduce<Uint8Array>(hmac, hmac(`AWS4${CREDENTIALS.secretAccessKey}`, date))
  return Buffer.from(hmac(key, text)).toString('hex')
}

async function code(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no failure',
    (error: {code?: unknown}) => error.code ?? error,
  )
}

test('every request is signed, the bytes and the metadata included', async () => {
  const store = await scripted([FREE, {}, {body: '<ListBucketResult></ListBucketResult>'}], {
    region: 'eu-central-1',
    prefix: 'a b/ü+(1)/',
  })
  await store.put('atc_1', streamOf('hello'), {...OPTIONS, labels: {name: 'ü.txt'}})
  for await (const {key} of store.list()) throw new Error(`${key} is listed`)
  expect(seen.map(({method, url}) => `${method} ${url.split('?')[0]}`)).toEqual([
    'HEAD /files/a%20b/%C3%BC%2B%281%29/atc_1',
    'PUT /files/a%20b/%C3%BC%2B%281%29/atc_1',
    'GET /files/',
  ])
  for (const request of seen) {
    expect(request.headers.authorization).toContain(`Signature=${expectedSignature(request, 'eu-central-1')}`)
  }
  expect(seen[1]?.headers).toMatchObject({'if-none-match': '*', 'content-length': '5', 'content-type': 'text/plain'})
  expect(seen[1]?.headers['x-amz-content-sha256']).toBe(sha256('hello'))
})

test('keys may change, and temporary ones come with their token', async () => {
  const tokens = ['one', 'two']
  const store = await scripted([FREE, FREE], {
    credentials: async () => ({...CREDENTIALS, sessionToken: tokens.shift() ?? 'none'}),
  })
  await store.head('atc_1')
  await store.head('atc_1')
  expect(seen.map(({headers}) => headers['x-amz-security-token'])).toEqual(['one', 'two'])
})

test.each([
  ['https://s3.eu-central-1.amazonaws.com', true, 'https://s3.eu-central-1.amazonaws.com/files'],
  ['https://s3.eu-central-1.amazonaws.com/', false, 'https://files.s3.eu-central-1.amazonaws.com'],
  ['http://127.0.0.1:9000/storage/', true, 'http://127.0.0.1:9000/storage/files'],
  ['http://minio.internal:9000', false, 'http://files.minio.internal:9000'],
])('the bucket’s name stands in the path or in front of the host: %s, %s', (endpoint, pathStyle, url) => {
  expect(bucketUrl(endpoint, 'files', pathStyle)).toBe(url)
})

test('what may pass is tried again: a broken connection, a 503, a 429', async () => {
  const store = await scripted(['cut', {status: 503}, FREE, {status: 429}, {}])
  expect(await store.put('atc_1', streamOf('hello'), OPTIONS)).toMatchObject({created: true})
  expect(seen.at(-1)?.body.toString()).toBe('hello')
})

test('what does not pass is Unavailable for the reader, and named in the log', async () => {
  const denied = '<Error><Code>AccessDenied</Code><Message>No.</Message></Error>'
  const store = await scripted([FREE, {status: 403, body: denied}, {status: 500}, {status: 500}, {status: 500}])
  const failure: {message: string; code: string; cause: Error} = await store
    .put('atc_1', streamOf('x'), OPTIONS)
    .catch((error) => error)
  expect(failure.code).toBe('Unavailable')
  expect(failure.message).not.toMatch(/S3|Denied/)
  expect(failure.cause.message).toContain('AccessDenied')
  expect(seen).toHaveLength(2)
  expect(await code(store.head('atc_1'))).toBe('Unavailable')
  expect(seen).toHaveLength(5)
})

test('a service that does not answer, or stops in the middle, is not waited for', async () => {
  const store = await scripted(
    ['hang', {headers: {'content-length': '10', 'last-modified': 'Tue, 24 Nov 2026 06:00:00 GMT'}, body: ['hal']}],
    {timeoutMs: 50, retries: 0},
  )
  expect(await code(store.head('atc_1'))).toBe('Unavailable')
  const found = await store.get('atc_1')
  expect(found?.info).toMatchObject({size: 10, sha256: null, labels: {}})
  if (found === null) throw new Error('not there')
  expect(await code(readAll(found.body))).toBe('Unavailable')
})

test('a redirect is not followed: it would take the bytes somewhere else', async () => {
  const store = await scripted([{status: 307, headers: {location: 'http://127.0.0.1:1/'}}])
  expect(await code(store.head('atc_1'))).toBe('Unavailable')
})

test('a key that was taken in the meantime, and one that was taken before, are left as they are', async () => {
  const store = await scripted([FREE, {status: 412}, {headers: {'content-length': '3'}}])
  expect(await store.put('atc_1', streamOf('x'), OPTIONS)).toMatchObject({created: false})
  expect(await store.put('atc_1', streamOf('x'), OPTIONS)).toMatchObject({created: false})
  expect(seen.map(({method}) => method)).toEqual(['HEAD', 'PUT', 'HEAD'])
})

test('a service that does not know conditions is asked without', async () => {
  const store = await scripted([FREE, {status: 501}, {status: 501}, {status: 501}, {}])
  expect(await store.put('atc_1', streamOf('x'), OPTIONS)).toMatchObject({created: true})
  expect(seen.at(-1)?.headers).not.toHaveProperty('if-none-match')
})

describe('an upload in parts', () => {
  const begun: Answer = {
    body: '<InitiateMultipartUploadResult><UploadId>u&amp;1</UploadId></InitiateMultipartUploadResult>',
  }
  const part: Answer = {headers: {etag: '"t&1"'}}
  const small = {partBytes: 4}
  const upload = (store: S3ByteStore) => store.put('atc_1', streamOf('abcdef', 'ghi'), OPTIONS)

  test('sends each part by itself and names all of them at the end', async () => {
    const done = {body: '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>'}
    const store = await scripted([begun, part, part, part, FREE, done], small)
    expect(await upload(store)).toEqual({created: true, size: 9, sha256: sha256('abcdefghi')})
    expect(seen.map(({method, url}) => `${method} ${url}`)).toEqual([
      'POST /files/atc_1?uploads=',
      'PUT /files/atc_1?partNumber=1&uploadId=u%261',
      'PUT /files/atc_1?partNumber=2&uploadId=u%261',
      'PUT /files/atc_1?partNumber=3&uploadId=u%261',
      'HEAD /files/atc_1',
      'POST /files/atc_1?uploadId=u%261',
    ])
    expect(seen.slice(1, 4).map(({body}) => body.toString())).toEqual(['abcd', 'efgh', 'i'])
    expect(seen.at(-1)?.body.toString()).toContain('<Part><PartNumber>3</PartNumber><ETag>"t&amp;1"</ETag></Part>')
  })

  test('that fails after its 200 has begun is a failure, and is taken back', async () => {
    const failed = {body: '<?xml version="1.0"?>\n   <Error><Code>InternalError</Code></Error>'}
    const store = await scripted([begun, part, part, part, FREE, failed, {status: 204}], small)
    expect(await code(upload(store))).toBe('Unavailable')
    expect(seen.at(-1)).toMatchObject({method: 'DELETE', url: '/files/atc_1?uploadId=u%261'})
  })

  test('whose last answer was lost is found complete', async () => {
    const there = {headers: {'content-length': '9'}}
    const gone = {status: 404, body: '<Error><Code>NoSuchUpload</Code></Error>'}
    const store = await scripted([begun, part, part, part, FREE, 'cut', gone, there], small)
    expect(await upload(store)).toMatchObject({created: true})
  })

  test('that the service has forgotten is a failure', async () => {
    const gone = {status: 404, body: '<Error><Code>NoSuchUpload</Code></Error>'}
    const store = await scripted([begun, part, part, part, FREE, gone, FREE, {status: 404}], small)
    expect(await code(upload(store))).toBe('Unavailable')
  })

  test('to a key that was taken meanwhile is taken back', async () => {
    const store = await scripted([begun, part, part, part, FREE, {status: 412}, {status: 204}], small)
    expect(await upload(store)).toMatchObject({created: false})
    expect(seen.at(-1)?.method).toBe('DELETE')
  })

  test('fails with its own reason even if it cannot be taken back', async () => {
    const store = await scripted([begun, {status: 403}, {status: 403}], small)
    const failure: {cause: Error} = await upload(store).catch((error) => error)
    expect(failure.cause.message).toContain('PUT atc_1 answered 403')
  })
})

test('only uploads that began long ago are cleared away, on every page of their list', async () => {
  const page = (id: string, initiated: string, more: boolean) => ({
    body:
      `<R><IsTruncated>${String(more)}</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextUploadIdMarker>m</NextUploadIdMarker>` +
      `<Upload><Key>atc_${id}</Key><UploadId>${id}</UploadId><Initiated>${initiated}</Initiated></Upload></R>`,
  })
  const pages = [page('1', '2026-01-01T00:00:00Z', true), {status: 204}, page('2', '2026-01-03T00:00:00Z', false)]
  await (await scripted(pages)).deleteUnfinished(new Date('2026-01-02T00:00:00Z'))
  expect(seen.map(({method, url}) => `${method} ${url}`)).toEqual([
    'GET /files/?uploads=&prefix=',
    'DELETE /files/atc_1?uploadId=1',
    'GET /files/?uploads=&prefix=&key-marker=k&upload-id-marker=m',
  ])
})
