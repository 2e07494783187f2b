import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import type {Server} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Attachment, ThreadItem, UserMessageItem} from 'chatkit-protocol'
import {decodeSse} from 'chatkit-protocol/sse'
import {anyFreePort} from '../../../../scripts/lib/ports.js'
import {createRequest} from '../__fixtures__/test-server.ts'
import {S3ByteStore} from './s3/index.ts'
import {formOf, PNG, startAttachmentServer, stopAttachmentServers} from './__fixtures__/attachment-server.ts'
import {FilesForModels} from '../../examples/attachments/for-models.ts'
import {bytes as bucket} from '../../examples/attachments/s3.ts'

const PACKAGE = join(__dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'chatkit-attachments-'))

let listening: Server
let origin: string

beforeAll(async () => {
  const port = await anyFreePort()
  origin = `http://127.0.0.1:${port}`
  Object.assign(process.env, {PORT: String(port), ATTACHMENTS_FOLDER: folder})
  const example = await import('../../examples/attachments/server.ts')
  listening = example.listening
  if (!listening.listening) await new Promise((resolve) => listening.once('listening', resolve))
})

afterAll(async () => {
  await stopAttachmentServers()
  await new Promise((resolve) => listening.close(resolve))
  rmSync(folder, {recursive: true, force: true})
})

function ask(body: unknown): Promise<Response> {
  const headers = {'content-type': 'application/json', authorization: 'Bearer alice'}
  return fetch(`${origin}/chatkit`, {method: 'POST', headers, body: JSON.stringify(body)})
}

async function itemsOf(response: Response): Promise<ThreadItem[]> {
  if (response.body === null) throw new Error('no body')
  const items: ThreadItem[] = []
  for await (const {data} of decodeSse(response.body)) {
    const event = JSON.parse(data) as {type: string; item?: ThreadItem}
    if (event.type === 'thread.item.done' && event.item !== undefined) items.push(event.item)
  }
  return items
}

test.each(['server.ts', 'for-models.ts', 's3.ts'])('the page shows the very file %s', (name) => {
  const page = readFileSync(join(PACKAGE, 'docs/attachments.md'), 'utf8')
  const shown = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code)
  expect(shown).toContain(readFileSync(join(PACKAGE, 'examples/attachments', name), 'utf8'))
})

test('a file goes up in two phases, another directly, and the hook reads both', async () => {
  const params = {name: 'arm.png', mime_type: 'image/png', size: PNG.byteLength}
  const image = (await (await ask({type: 'attachments.create', params})).json()) as Attachment
  const {url = '', method = ''} = image.upload_descriptor ?? {}
  expect((await fetch(url, {method, body: PNG})).status).toBe(200)

  const form = formOf('some notes', 'notes.txt', 'text/plain')
  const headers = {authorization: 'Bearer alice'}
  const direct = await fetch(`${origin}/attachments`, {method: 'POST', headers, body: form})
  const notes = (await direct.json()) as Attachment

  const [message, answer] = await itemsOf(
    await ask(createRequest('What is this?', {attachments: [image.id, notes.id]})),
  )
  const {attachments} = message as UserMessageItem
  expect(attachments).toMatchObject([{name: 'arm.png'}, {name: 'notes.txt'}])
  expect(JSON.stringify(message)).not.toContain('upload')
  expect(answer).toMatchObject({content: [{text: 'arm.png has 18 bytes.\nnotes.txt has 10 bytes.'}]})

  const [preview] = attachments.flatMap((each) => (each.type === 'image' ? [each.preview_url] : []))
  expect(new Uint8Array(await (await fetch(preview ?? '')).arrayBuffer())).toEqual(PNG)
})

test('images, texts and other files are shown to a model as what they are', async () => {
  const server = await startAttachmentServer()
  const upload = async (content: BlobPart, name: string, type: string): Promise<Attachment> => {
    const body = formOf(content, name, type)
    const response = await fetch(server.url, {method: 'POST', headers: {'x-user': 'alice'}, body})
    return (await response.json()) as Attachment
  }
  const attachments = [
    await upload(PNG, 'a.png', 'image/png'),
    await upload('some notes', 'b.txt', 'text/plain'),
    await upload('%PDF-1.7', 'c.pdf', 'application/pdf'),
  ]
  const message: UserMessageItem = {
    type: 'user_message',
    id: 'msg_1',
    thread_id: 'thr_1',
    created_at: '2026-01-01T00:00:00Z',
    content: [{type: 'input_text', text: 'Look'}],
    attachments,
    inference_options: {},
  }
  expect(await new FilesForModels(server.attachments, 'alice').toAgentInput(message)).toMatchObject([
    {
      role: 'user',
      content: [
        {type: 'input_text', text: 'Look'},
        {type: 'input_image', image: `data:image/png;base64,${Buffer.from(PNG).toString('base64')}`},
        {type: 'input_text', text: '<file name="b.txt">\nsome notes\n</file>'},
        {type: 'input_file', file: 'data:application/pdf;base64,JVBERi0xLjc=', filename: 'c.pdf'},
      ],
    },
  ])
  await expect(new FilesForModels(server.attachments, 'bob').toAgentInput(message)).rejects.toMatchObject({
    code: 'NotFound',
  })
})

test('the store in S3 is made from variables', () => {
  expect(bucket).toBeInstanceOf(S3ByteStore)
})
