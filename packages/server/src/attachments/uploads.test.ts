import {connect} from 'node:net'
import type {Attachment} from 'chatkit-protocol'
import {NotFoundError} from '../errors.ts'
import {migrate, SqlStore} from '../stores/sql/index.ts'
import {openSqlite} from '../stores/sql/sqlite/open-sqlite.ts'
import {
  formOf,
  PNG,
  SECRET,
  startAttachmentServer,
  stopAttachmentServers,
  storedKeys,
} from './__fixtures__/attachment-server.ts'
import type {AttachmentServer} from './__fixtures__/attachment-server.ts'
import {createAttachmentHandler} from './create-attachment-handler.ts'
import {readAll} from './streams.ts'
import {Signer} from './signer.ts'
import {sealTicket} from './upload-tokens.ts'

let server: AttachmentServer

beforeEach(async () => {
  server = await startAttachmentServer({limits: {maxBytes: 100_000}})
})
afterEach(stopAttachmentServers)

interface Failure {
  error: {type: string; message: string}
}

async function failureOf(response: Response): Promise<[status: number, type: string, message: string]> {
  const {error} = (await response.json()) as Failure
  return [response.status, error.type, error.message]
}

async function textOf(id: string, person = 'alice'): Promise<string> {
  return new TextDecoder().decode(await readAll((await server.attachments.open(id, person)).body))
}

function link(attachment: Attachment): string {
  return attachment.upload_descriptor?.url ?? ''
}

describe('an upload in two phases', () => {
  test('gives a link, takes the bytes there, and clears the link away', async () => {
    const registered = await server.register('notes.txt', 'text/plain')
    expect(registered).toEqual({
      type: 'file',
      id: expect.stringMatching(/^atc_[0-9a-z]{30}$/),
      name: 'notes.txt',
      mime_type: 'text/plain',
      upload_descriptor: {url: expect.stringMatching(/\/attachments\?upload=[\w.-]+$/), method: 'PUT', headers: {}},
    })
    const response = await server.put(registered, 'some notes')
    const {upload_descriptor: _, ...uploaded} = registered
    expect(await response.json()).toEqual(uploaded)
    expect(await textOf(registered.id)).toBe('some notes')
    expect(await server.chat.memory.loadAttachment(registered.id, 'alice')).toEqual({
      ...uploaded,
      metadata: {
        size: 10,
        sha256: '237bac67a518e2dfc901ecbf060f59cde465d4644cf9d0783a877a321f9bbcb3',
        uploaded_at: expect.any(String),
      },
    })
  })

  test('takes a form by POST as well', async () => {
    const registered = await server.register('notes.txt', 'text/plain')
    const response = await fetch(link(registered), {method: 'POST', body: formOf('some notes', 'x', 'image/png')})
    expect(await response.json()).toMatchObject({id: registered.id, mime_type: 'text/plain', name: 'notes.txt'})
    expect(await textOf(registered.id)).toBe('some notes')
  })

  test('works once', async () => {
    const registered = await server.register('notes.txt', 'text/plain')
    await server.put(registered, 'the first')
    expect(await failureOf(await server.put(registered, 'the second'))).toEqual([
      409,
      'Conflict',
      'This file has been uploaded already.',
    ])
    expect(await textOf(registered.id)).toBe('the first')
  })

  test('of two uploads at once, one wins', async () => {
    const registered = await server.register('notes.txt', 'text/plain')
    const responses = await Promise.all(['one', 'two'].map((text) => server.put(registered, text)))
    expect(responses.map(({status}) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const winner = responses.findIndex(({ok}) => ok)
    expect(await textOf(registered.id)).toBe(['one', 'two'][winner])
  })

  test('that was cut off between bytes and record is completed by sending the same bytes again', async () => {
    const registered = await server.register('notes.txt', 'text/plain')
    jest.spyOn(server.chat.memory, 'transaction').mockRejectedValueOnce(new Error('the database is away'))
    expect((await server.put(registered, 'some notes')).status).toBe(503)
    expect(server.reports).toHaveLength(1)
    expect((await server.put(registered, 'other notes')).status).toBe(409)
    expect((await server.put(registered, 'some notes')).status).toBe(200)
    expect(await server.chat.memory.loadAttachment(registered.id, 'alice')).not.toHaveProperty('upload_descriptor')
  })

  test('after the attachment was deleted is not found, and leaves nothing', async () => {
    const registered = await server.register('notes.txt', 'text/plain')
    await server.chat.json({type: 'attachments.delete', params: {attachment_id: registered.id}})
    expect((await server.put(registered, 'some notes')).status).toBe(404)
    expect(await storedKeys(server)).toEqual([])
  })

  test('during which the attachment is deleted leaves nothing', async () => {
    const registered = await server.register('notes.txt', 'text/plain')
    const receiving = server.attachments.receive(
      new URL(link(registered)).searchParams.get('upload') ?? '',
      async () => {
        await server.chat.json({type: 'attachments.delete', params: {attachment_id: registered.id}})
        return new Blob(['some notes']).stream()
      },
    )
    await expect(receiving).rejects.toThrow(NotFoundError)
    expect(await storedKeys(server)).toEqual([])
  })

  test('is not complete for a message before its bytes have come', async () => {
    const registered = await server.register('notes.txt', 'text/plain')
    await expect(server.attachments.assertUploaded(registered, 'alice')).rejects.toMatchObject({code: 'InvalidRequest'})
    const uploaded = (await (await server.put(registered, 'some notes')).json()) as Attachment
    await server.attachments.assertUploaded(uploaded, 'alice')
  })

  test('with a token that was forged, has expired, or names somebody else’s attachment is refused unread', async () => {
    const registered = await server.register('notes.txt', 'text/plain')
    const attempt = async (subject: string, expiresAt: number, secret: string): Promise<[number, string, string]> => {
      const token = await sealTicket(new Signer([secret]), {attachmentId: registered.id, subject, expiresAt})
      return failureOf(await fetch(`${server.url}?upload=${token}`, {method: 'PUT', body: 'some notes'}))
    }
    const later = Date.now() + 60_000
    expect(await attempt('alice', later, 'somebody else’s secret of 32 letters')).toMatchObject([
      403,
      'Forbidden',
      /not valid/,
    ])
    expect(await attempt('alice', Date.now() - 1, SECRET)).toMatchObject([403, 'Forbidden', /expired/])
    expect(await attempt('bob', later, SECRET)).toMatchObject([404, 'NotFound', /not found/])
    const bare = await fetch(server.url, {method: 'PUT', body: 'x'})
    expect(await failureOf(bare)).toMatchObject([403, 'Forbidden', /not complete/])
    expect(await storedKeys(server)).toEqual([])
  })
})

test('records in a database are completed the same way', async () => {
  const db = openSqlite(':memory:')
  await migrate(db)
  const store = new SqlStore<string>({db, subject: (name) => name})
  const stored = await startAttachmentServer({store})
  const upload = async (): Promise<[Attachment, number[]]> => {
    const params = {name: 'notes.txt', mime_type: 'text/plain', size: 9}
    const registered = await stored.attachments.createAttachment(params, 'alice')
    await store.saveAttachment(registered, 'alice')
    const responses = await Promise.all(['the first', 'a second!'].map((text) => stored.put(registered, text)))
    return [await store.loadAttachment(registered.id, 'alice'), responses.map(({status}) => status)]
  }
  for (const [attachment, statuses] of await Promise.all([upload(), upload(), upload()])) {
    expect(attachment).not.toHaveProperty('upload_descriptor')
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409])
  }
  expect(await stored.attachments.sweep({unusedAfterMs: -60_000})).toEqual({checked: 3, deleted: 3, failures: []})
  await db.destroy()
})

describe('a direct upload', () => {
  const send = (form: BodyInit, headers: Record<string, string> = {'x-user': 'alice'}): Promise<Response> =>
    fetch(server.url, {method: 'POST', body: form, headers})

  test('stores the file for whoever sends it, under a clean name', async () => {
    const response = await send(formOf('a,b\n1,2', '../../\u202evsc.table.csv', 'text/csv; charset=utf-8'))
    const attachment = (await response.json()) as Attachment
    expect(attachment).toEqual({type: 'file', id: expect.any(String), name: 'vsc.table.csv', mime_type: 'text/csv'})
    expect(await textOf(attachment.id)).toBe('a,b\n1,2')
    await expect(textOf(attachment.id, 'bob')).rejects.toThrow(NotFoundError)
  })

  test('needs a session, and none is read for without', async () => {
    expect((await send(formOf('x', 'a.txt', 'text/plain'), {})).status).toBe(401)
    expect(await storedKeys(server)).toEqual([])
  })

  test('leaves no bytes behind when its record cannot be stored', async () => {
    jest.spyOn(server.chat.memory, 'saveAttachment').mockRejectedValueOnce(new Error('the database is away'))
    expect((await send(formOf('x', 'a.txt', 'text/plain'))).status).toBe(503)
    expect(await storedKeys(server)).toEqual([])
  })

  test('that is no form, or has no file, says so', async () => {
    expect(await failureOf(await send('text'))).toMatchObject([415, 'UnsupportedMediaType', /multipart\/form-data/])
    const form = new FormData()
    form.set('other', 'x')
    expect(await failureOf(await send(form))).toMatchObject([400, 'InvalidRequest', /"file"/])
  })

  test('is a 501 where the app gives no context', async () => {
    const handle = createAttachmentHandler({attachments: server.attachments, onError: () => {}})
    const response = await handle(new Request(server.url, {method: 'POST', body: formOf('x', 'a.txt', 'text/plain')}))
    expect(await failureOf(response)).toMatchObject([501, 'ConfigurationError', /only by upload links/])
  })
})

describe('what a file is', () => {
  const upload = async (content: BlobPart, type: string, name = 'a'): Promise<Response> =>
    fetch(server.url, {method: 'POST', headers: {'x-user': 'alice'}, body: formOf(content, name, type)})

  test.each([
    ['HTML as an image', '<html><script>alert(1)</script>', 'image/png'],
    ['an SVG as an image', '<svg onload="alert(1)"></svg>', 'image/jpeg'],
    ['a program as a text', '\x7fELF\x02\x01\x01\0', 'text/plain'],
    ['a text as a PDF', 'not a PDF', 'application/pdf'],
    ['an SVG as what it is', '<svg></svg>', 'image/svg+xml'],
    ['HTML as nothing in particular', '<!DOCTYPE html>', 'application/octet-stream'],
    ['a zip file as nothing in particular', 'PK\x03\x04....', ''],
  ])('is told by its bytes: %s is refused', async (_, content, type) => {
    const response = await upload(Buffer.from(content, 'latin1'), type)
    expect([response.status, await storedKeys(server)]).toEqual([415, []])
  })

  test('is found out where the client does not know', async () => {
    expect(await (await upload(PNG, '')).json()).toMatchObject({type: 'image', mime_type: 'image/png'})
    expect(await (await upload('# Title', 'application/octet-stream')).json()).toMatchObject({mime_type: 'text/plain'})
  })

  test('is refused before the upload where it can be', async () => {
    await expect(server.register('a.svg', 'image/svg+xml')).rejects.toMatchObject({code: 'UnsupportedMediaType'})
    await expect(server.register('a.txt', 'text/plain', 100_001)).rejects.toMatchObject({code: 'TooLarge'})
    await expect(server.register('a.txt', 'text/plain', 0)).rejects.toMatchObject({code: 'InvalidRequest'})
    await expect(server.register('a.txt', 'text/plain', -5)).rejects.toMatchObject({code: 'InvalidRequest'})
  })

  test('must not be nothing', async () => {
    const registered = await server.register('a.txt', 'text/plain')
    expect(await failureOf(await server.put(registered, ''))).toEqual([400, 'InvalidRequest', 'The file is empty.'])
    expect((await upload('', 'text/plain')).status).toBe(400)
    expect(await storedKeys(server)).toEqual([])
  })

  test('must not be more than the limit, whatever was said before', async () => {
    const registered = await server.register('a.txt', 'text/plain', 5)
    const full = 'x'.repeat(100_000)
    expect(await failureOf(await server.put(registered, `${full}y`))).toEqual([
      413,
      'TooLarge',
      'The file is too large: at most 97.6 KB are accepted.',
    ])
    expect((await upload(`${full}y`, 'text/plain')).status).toBe(413)
    expect(await storedKeys(server)).toEqual([])
    expect((await server.put(registered, full)).status).toBe(200)
    expect((await upload(full, 'text/plain')).status).toBe(200)
  })
})

test('more uploads than are allowed within a while are refused, each person by itself', async () => {
  const small = await startAttachmentServer({limits: {maxRecentUploads: 2}})
  const upload = (person: string): Promise<Response> =>
    fetch(small.url, {method: 'POST', headers: {'x-user': person}, body: formOf('x', 'a.txt', 'text/plain')})
  await small.register('a.txt', 'text/plain')
  expect((await upload('alice')).status).toBe(200)
  const third = await upload('alice')
  expect([third.status, Number(third.headers.get('retry-after')) > 800]).toEqual([429, true])
  await expect(small.register('a.txt', 'text/plain')).rejects.toMatchObject({code: 'RateLimited'})
  expect((await upload('bob')).status).toBe(200)
})

describe('on the wire', () => {
  /** A bare socket that sends a request's head, for bodies that no client library would send. */
  function open(attachment: Attachment, headers: string, port = server.port): ReturnType<typeof connect> {
    const {pathname, search} = new URL(link(attachment))
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`PUT ${pathname}${search} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n\r\n`)
    return socket
  }

  async function answer(socket: ReturnType<typeof connect>): Promise<string> {
    let text = ''
    for await (const chunk of socket) {
      text += String(chunk)
      if (text.includes('"timestamp"')) break
    }
    socket.destroy()
    return text
  }

  const chunked = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`

  test('an upload of unknown length that goes on and on is cut off at the limit', async () => {
    const registered = await server.register('a.txt', 'text/plain')
    const socket = open(registered, 'Transfer-Encoding: chunked')
    let sent = 0
    // A thousand times the limit, unless somebody stops it.
    const timer = setInterval(() => {
      for (let i = 0; i < 4 && !socket.destroyed; i++) socket.write(chunked('x'.repeat(50_000)))
      sent += 200_000
      if (sent > 100_000_000) socket.destroy()
    }, 1)
    const text = await answer(socket)
    clearInterval(timer)
    expect(text).toContain('HTTP/1.1 413')
    expect(await storedKeys(server)).toEqual([])
  })

  test('a length that is a lie is refused unread if it is too large, and is a cut upload if nothing follows', async () => {
    const registered = await server.register('a.txt', 'text/plain')
    expect(await answer(open(registered, 'Content-Length: 9999999999'))).toContain('HTTP/1.1 413')
    const short = open(registered, 'Content-Length: 50')
    short.end('only this')
    await answer(short)
    expect(await storedKeys(server)).toEqual([])
    expect((await server.put(registered, 'some notes')).status).toBe(200)
  })

  test('an upload whose connection breaks leaves nothing', async () => {
    const registered = await server.register('a.txt', 'text/plain')
    const put = jest.spyOn(server.attachments.bytes, 'put')
    const socket = open(registered, 'Transfer-Encoding: chunked')
    socket.write(chunked('x'.repeat(5000)))
    while (put.mock.results.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    socket.destroy()
    await expect(put.mock.results[0]?.value).rejects.toMatchObject({code: 'InvalidRequest'})
    expect(await storedKeys(server)).toEqual([])
    expect(await server.chat.memory.loadAttachment(registered.id, 'alice')).toHaveProperty('upload_descriptor')
    expect(server.reports).toEqual([])
  })

  test('a client that stops sending is not waited for', async () => {
    const impatient = await startAttachmentServer({idleMs: 50})
    const socket = open(await impatient.register('a.txt', 'text/plain'), 'Content-Length: 50', impatient.port)
    socket.write('only this')
    const text = await answer(socket)
    expect(text).toContain('HTTP/1.1 400')
    expect(text).toContain('took too long')
    expect(await storedKeys(impatient)).toEqual([])
  })
})
