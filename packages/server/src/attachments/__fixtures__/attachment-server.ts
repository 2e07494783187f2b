import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import {serve} from '@hono/node-server'
import type {Attachment} from 'chatkit-protocol'
import {ChatKitError} from '../../errors.ts'
import {silent, TestServer} from '../../__fixtures__/test-server.ts'
import {Attachments} from '../attachments.ts'
import type {AttachmentsOptions} from '../attachments.ts'
import {createAttachmentHandler} from '../create-attachment-handler.ts'
import type {AttachmentHandlerOptions} from '../create-attachment-handler.ts'
import {MemoryByteStore} from '../memory-byte-store.ts'

export const SECRET = 'a secret of at least 32 characters'
export const PNG = Uint8Array.from('\x89PNG\r\n\x1a\n and so on', (character) => character.charCodeAt(0))

/** A chat server with attachments behind a real HTTP server. Its context is the person's name, which direct uploads put in a header. */
export interface AttachmentServer {
  chat: TestServer
  attachments: Attachments<string>
  url: string
  port: number
  reports: unknown[]
  /** Registers an attachment as a client does. */
  register: (name: string, type: string, size?: number, context?: string) => Promise<Attachment>
  /** Sends bytes to the link of an attachment. */
  put: (attachment: Attachment, body: BodyInit) => Promise<Response>
}

const running: ReturnType<typeof serve>[] = []

/** Stops all servers, and whoever still talks to them. */
export async function stopAttachmentServers(): Promise<void> {
  for (const server of running.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

type Options = Partial<AttachmentsOptions<string>> & Omit<Partial<AttachmentHandlerOptions<string>>, 'attachments'>

export async function startAttachmentServer(options: Options = {}): Promise<AttachmentServer> {
  const reports: unknown[] = []
  let handle = async (_request: Request): Promise<Response> => new Response()
  const listening = serve({fetch: (request) => handle(request), hostname: '127.0.0.1', port: 0})
  if (!listening.listening) await once(listening, 'listening')
  running.push(listening)
  const {port} = listening.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/attachments`

  const {context, cors, onError, idleMs, maxUploadMs, ...own} = options
  const chat = new TestServer(silent)
  const attachments = new Attachments<string>({
    store: chat.memory,
    bytes: new MemoryByteStore(),
    url,
    secret: SECRET,
    subject: (name) => name,
    contextOf: (subject) => subject,
    ...own,
  })
  Object.assign(chat, {attachmentStore: attachments})
  handle = createAttachmentHandler({
    attachments,
    context: context ?? nameOf,
    onError: onError ?? ((error) => reports.push(error)),
    ...(cors === undefined ? {} : {cors}),
    ...(idleMs === undefined ? {} : {idleMs}),
    ...(maxUploadMs === undefined ? {} : {maxUploadMs}),
  })

  return {
    chat,
    attachments,
    url,
    port,
    reports,
    register: (name, type, size = 10, person = 'alice') =>
      chat.json<Attachment>({type: 'attachments.create', params: {name, mime_type: type, size}}, person),
    put: (attachment, body) => {
      const {url: link = '', method = ''} = attachment.upload_descriptor ?? {}
      return fetch(link, {method, body})
    },
  }
}

function nameOf(request: Request): string {
  const name = request.headers.get('x-user')
  if (name === null) throw new ChatKitError('Unauthorized', 'Please reload the page.')
  return name
}

/** A form with one file, as a client of the direct upload sends it. */
export function formOf(content: BlobPart, name: string, type: string): FormData {
  const form = new FormData()
  form.set('file', new File([content], name, {type}))
  return form
}

/** All that is stored under any key. */
export async function storedKeys({attachments}: AttachmentServer): Promise<string[]> {
  const keys: string[] = []
  for await (const {key} of attachments.bytes.list()) keys.push(key)
  return keys.toSorted()
}
