import {request as httpRequest} from 'node:http'
import type {IncomingHttpHeaders} from 'node:http'
import type {Attachment, ImageAttachment} from 'chatkit-protocol'
import {formOf, PNG, startAttachmentServer, stopAttachmentServers} from './__fixtures__/attachment-server.ts'
import type {AttachmentServer} from './__fixtures__/attachment-server.ts'
import {streamOf} from './__fixtures__/streams.ts'

let server: AttachmentServer

beforeEach(async () => {
  server = await startAttachmentServer({accept: ['*/*']})
})
afterEach(stopAttachmentServers)

async function upload(content: BlobPart, name: string, type: string): Promise<Attachment> {
  const body = formOf(content, name, type)
  const response = await fetch(server.url, {method: 'POST', headers: {'x-user': 'alice'}, body})
  return (await response.json()) as Attachment
}

test('an image has a preview that leads to its bytes once they are there, and that stays the same', async () => {
  const registered = (await server.register('a.png', 'image/png')) as ImageAttachment
  expect((await fetch(registered.preview_url)).status).toBe(404)
  const uploaded = (await (await server.put(registered, PNG)).json()) as ImageAttachment
  expect(uploaded).toMatchObject({type: 'image', preview_url: registered.preview_url})
  const response = await fetch(uploaded.preview_url)
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(PNG.byteLength),
    'content-disposition': `inline; filename="a.png"; filename*=UTF-8''a.png`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'private, max-age=3600',
  })
})

test('the preview of an image that came directly leads to its bytes', async () => {
  const image = (await upload(PNG, 'a.png', 'image/png')) as ImageAttachment
  expect(new Uint8Array(await (await fetch(image.preview_url)).arrayBuffer())).toEqual(PNG)
})

test.each([
  ['text/plain', 'text', 'text/plain'],
  ['application/pdf', '%PDF-1.7', 'application/pdf'],
  ['text/html', '<!DOCTYPE html><script>alert(1)</script>', 'application/octet-stream'],
  ['image/svg+xml', '<svg onload="alert(1)"/>', 'application/octet-stream'],
  ['application/xhtml+xml', '<?xml version="1.0"?><html/>', 'application/octet-stream'],
  ['text/javascript', 'alert(1)', 'application/octet-stream'],
])('a file of type %s is saved, never shown', async (type, content, served) => {
  const attachment = await upload(content, 'a file', type)
  expect(attachment).toMatchObject({type: 'file', mime_type: type})
  expect(attachment).not.toHaveProperty('preview_url')
  const {headers} = await fetch(await server.attachments.downloadUrl(attachment.id))
  expect(headers.get('content-type')).toBe(served)
  expect(headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('a name with anything in it stays one header', async () => {
  const {id} = await upload('text', '図 "x"; a=b%41’s (1)*.txt', 'text/plain')
  const {headers} = await fetch(await server.attachments.downloadUrl(id))
  expect(headers.get('content-disposition')).toBe(
    'attachment; filename="_ _x_; a=b_41_s (1)*.txt"; ' +
      "filename*=UTF-8''%E5%9B%B3%20%22x%22%3B%20a%3Db%2541%E2%80%99s%20%281%29%2A.txt",
  )
})

test('HEAD tells the same without the bytes', async () => {
  const {id} = await upload('some text', 'a.txt', 'text/plain')
  const url = await server.attachments.downloadUrl(id)
  const [status, headers, body] = await new Promise<[number | undefined, IncomingHttpHeaders, string]>(
    (resolve, reject) => {
      httpRequest(url, {method: 'HEAD'}, (response) => {
        let text = ''
        response.on('data', (chunk) => (text += String(chunk)))
        response.on('end', () => resolve([response.statusCode, response.headers, text]))
      })
        .on('error', reject)
        .end()
    },
  )
  expect([status, body]).toEqual([200, ''])
  expect(headers).toMatchObject({'content-type': 'text/plain', 'content-length': '9'})
})

test('a link that was changed, is not complete or leads to something deleted is not found', async () => {
  const {id} = await upload('text', 'a.txt', 'text/plain')
  const other = await upload('other', 'b.txt', 'text/plain')
  const url = await server.attachments.downloadUrl(id)
  const [, signature = ''] = (new URL(url).searchParams.get('download') ?? '').split('.')
  const bad = [
    '',
    '.',
    `${id}.`,
    id,
    `${other.id}.${signature}`,
    `${id}.${signature}x`,
    `../${id}.${signature}`,
    `${id}.${signature}.`,
  ]
  for (const reference of bad) {
    expect((await fetch(`${server.url}?download=${encodeURIComponent(reference)}`)).status).toBe(404)
  }
  expect((await fetch(server.url)).status).toBe(404)
  expect((await fetch(url)).status).toBe(200)
  await server.chat.json({type: 'attachments.delete', params: {attachment_id: id}})
  expect((await fetch(url)).status).toBe(404)
})

test('somebody else cannot delete a file', async () => {
  const {id} = await upload('text', 'a.txt', 'text/plain')
  await server.chat.json({type: 'attachments.delete', params: {attachment_id: id}}, 'bob')
  expect((await fetch(await server.attachments.downloadUrl(id))).status).toBe(200)
})

test('pages that are listed may upload by every method, others may not', async () => {
  const handle = await startAttachmentServer({cors: {origins: ['https://docs.example.org']}})
  const ask = (origin: string, method: string): Promise<Response> =>
    fetch(handle.url, {method, headers: {origin, 'access-control-request-method': 'PUT'}})
  const preflight = await ask('https://docs.example.org', 'OPTIONS')
  expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
    204,
    'GET, HEAD, POST, PUT, OPTIONS',
  ])
  const allowed = await ask('https://docs.example.org', 'PUT')
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://docs.example.org')
  for (const method of ['OPTIONS', 'PUT', 'POST', 'GET']) {
    const refused = await ask('https://evil.example', method)
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null])
  }
})

test('a method that does not exist here says which do', async () => {
  const response = await fetch(server.url, {method: 'DELETE'})
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, PUT, OPTIONS'])
})

test('a failure of the store is Unavailable, reported once, and tells nothing', async () => {
  const {id} = await upload('text', 'a.txt', 'text/plain')
  jest.spyOn(server.attachments.bytes, 'get').mockRejectedValueOnce(new Error('/secret/path'))
  const response = await fetch(await server.attachments.downloadUrl(id))
  expect([response.status, await response.text()]).toEqual([503, expect.not.stringContaining('secret')])
  expect(server.reports).toEqual([expect.objectContaining({message: '/secret/path'})])
})

test('a download that fails in the middle is cut off and reported', async () => {
  const {id} = await upload('some text', 'a.txt', 'text/plain')
  const {bytes} = server.attachments
  const info = await bytes.head(id)
  if (info === null) throw new Error('not there')
  jest.spyOn(bytes, 'get').mockResolvedValueOnce({info, body: streamOf('some', new Error('the disk is gone'))})
  // Where the adapter says so too.
  jest.spyOn(console, 'error').mockReturnValueOnce()
  const reading = fetch(await server.attachments.downloadUrl(id)).then((response) => response.text())
  await expect(reading).rejects.toThrow()
  expect(server.reports).toEqual([expect.objectContaining({message: 'the disk is gone'})])
})
