import * as fc from 'fast-check'
import {ERROR_STATUS} from '../errors.ts'
import {MemoryStore} from '../stores/memory/memory-store.ts'
import {Attachments} from './attachments.ts'
import {createAttachmentHandler} from './create-attachment-handler.ts'
import {MemoryByteStore} from './memory-byte-store.ts'

const BOUNDARY = 'xyz'

const query = fc.oneof(
  fc.constantFrom(
    '',
    '?upload=',
    '?download=',
    '?upload',
    '?upload=a.b',
    '?download=a.b',
    '?upload=TOKEN',
    '?upload=TOKEN&upload=x',
  ),
  fc
    .tuple(fc.constantFrom('upload', 'download', 'x'), fc.string())
    .map(([name, value]) => `?${name}=${encodeURIComponent(value)}`),
)

const headers = fc.dictionary(
  fc.constantFrom('content-type', 'origin', 'x-user', 'range', 'content-length'),
  fc.oneof(
    fc.constantFrom(
      'text/plain',
      'multipart/form-data',
      `multipart/form-data; boundary=${BOUNDARY}`,
      '0',
      '-1',
      '1e9',
      'null',
    ),
    fc.string({unit: fc.constantFrom(...Array.from('abc;="/ \\%*'))}),
  ),
)

// Made of what a form is made of, so that some of them are nearly right.
const body = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        `--${BOUNDARY}`,
        '--',
        '\r\n',
        '\r\n\r\n',
        'Content-Disposition: form-data; name="file"',
        '; filename="a',
        '"',
        ':',
      ),
      fc.string({unit: 'binary', maxLength: 20}),
      fc.constant('x'.repeat(2000)),
    ),
    {maxLength: 15},
  )
  .map((pieces) => pieces.join(''))

test('whatever comes is answered, and none of it is a failure of ours', async () => {
  const store = new MemoryStore<string>({subject: (name) => name})
  const attachments = new Attachments<string>({
    store,
    bytes: new MemoryByteStore(),
    url: 'http://localhost/attachments',
    secret: 'a secret of at least 32 characters',
    subject: (name) => name,
    contextOf: (subject) => subject,
    limits: {maxBytes: 5000, maxRecentUploads: 1_000_000},
  })
  const reports: unknown[] = []
  let stored = 0
  const handle = createAttachmentHandler({
    attachments,
    context: () => 'alice',
    cors: {origins: ['https://docs.example.org']},
    onError: (error) => reports.push(error),
  })
  const statuses = new Set<number>(Object.values(ERROR_STATUS))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'OPTIONS', 'DELETE', 'PATCH'),
      query,
      headers,
      body,
      async (method, search, init, text) => {
        const params = {name: 'a.txt', mime_type: 'text/plain', size: 1}
        const registered = await attachments.createAttachment(params, 'alice')
        await store.saveAttachment(registered, 'alice')
        const token = new URL(registered.upload_descriptor?.url ?? '').searchParams.get('upload') ?? ''
        const response = await handle(
          new Request(`http://localhost/attachments${search.replace('TOKEN', token)}`, {
            method,
            headers: init,
            ...(method === 'GET' || method === 'HEAD' ? {} : {body: text}),
          }),
        )
        if (response.ok) {
          if (method === 'PUT') stored++
          return
        }
        expect(statuses.has(response.status)).toBe(true)
        expect(response.status).toBeLessThan(500)
        expect(await response.json()).toMatchObject({error: {type: expect.any(String), message: expect.any(String)}})
      },
    ),
    {numRuns: 2000},
  )
  expect(reports).toEqual([])
  // Some of it has to be right, else only the first check was tried.
  expect(stored).toBeGreaterThan(0)
}, 60_000)
