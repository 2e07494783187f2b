import type {Attachment} from 'chatkit-protocol'
import {sampleThread} from '../testing/samples.ts'
import {startAttachmentServer, stopAttachmentServers, storedKeys} from './__fixtures__/attachment-server.ts'
import type {AttachmentServer} from './__fixtures__/attachment-server.ts'
import {streamOf} from './__fixtures__/streams.ts'

let server: AttachmentServer

beforeEach(async () => {
  server = await startAttachmentServer()
})
afterEach(stopAttachmentServers)

async function upload(person = 'alice'): Promise<Attachment> {
  const part = {name: 'a.txt', type: 'text/plain', bytes: streamOf('some text')}
  return server.attachments.upload(async () => part, person)
}

/** Puts an attachment into a message of a thread. */
async function use(attachment: Attachment, threadId: string, person = 'alice'): Promise<void> {
  await server.chat.memory.saveThread(sampleThread(threadId), person)
  await server.chat.memory.saveAttachment({...attachment, thread_id: threadId}, person)
}

// Everything that was stored before this moment counts as old.
const everything = {unusedAfterMs: -60_000}

test('a sweep keeps what a message carries, and deletes what none does', async () => {
  const [used, unused] = [await upload(), await upload('bob')]
  await use(used, 'thr_1')
  expect(await server.attachments.sweep(everything)).toEqual({checked: 2, deleted: 1, failures: []})
  expect(await storedKeys(server)).toEqual([used.id])
  await expect(server.chat.memory.loadAttachment(unused.id, 'bob')).rejects.toMatchObject({code: 'NotFound'})
  expect(await server.attachments.sweep(everything)).toEqual({checked: 1, deleted: 0, failures: []})
})

test('a sweep leaves alone what is young', async () => {
  const {id} = await upload()
  expect(await server.attachments.sweep()).toEqual({checked: 0, deleted: 0, failures: []})
  expect(await storedKeys(server)).toEqual([id])
})

test('a sweep deletes the files of deleted threads and of deleted records', async () => {
  const [ofThread, ofRecord] = [await upload(), await upload()]
  await use(ofThread, 'thr_1')
  await server.chat.memory.deleteThread('thr_1', 'alice')
  await server.chat.memory.deleteAttachment(ofRecord.id, 'alice')
  expect(await server.attachments.sweep(everything)).toMatchObject({checked: 2, deleted: 2})
  expect(await storedKeys(server)).toEqual([])
  await expect(server.chat.memory.loadAttachment(ofThread.id, 'alice')).rejects.toMatchObject({code: 'NotFound'})
})

test('a sweep does not touch bytes that somebody else keeps in the same place', async () => {
  await server.attachments.bytes.put('foreign', streamOf('x'), {contentType: 'text/plain', maxBytes: 10})
  expect(await server.attachments.sweep(everything)).toMatchObject({checked: 1, deleted: 0})
  expect(await storedKeys(server)).toEqual(['foreign'])
})

test('what cannot be judged or deleted now is reported, does not stop the rest, and is done the next time', async () => {
  const ids = new Set([(await upload()).id, (await upload()).id, (await upload()).id])
  const {bytes} = server.attachments
  const failure = new Error('away')
  jest.spyOn(server.chat.memory, 'loadAttachment').mockRejectedValueOnce(failure)
  jest.spyOn(bytes, 'delete').mockRejectedValueOnce(failure)
  const result = await server.attachments.sweep(everything)
  expect(result).toMatchObject({checked: 3, deleted: 1, failures: [{error: failure}, {error: failure}]})
  expect(await storedKeys(server)).toEqual(result.failures.map(({attachmentId}) => attachmentId).toSorted())
  expect(result.failures.every(({attachmentId}) => ids.has(attachmentId))).toBe(true)
  expect(await server.attachments.sweep(everything)).toEqual({checked: 2, deleted: 2, failures: []})
})

test('a sweep can be stopped', async () => {
  await upload()
  expect(await server.attachments.sweep({...everything, signal: AbortSignal.abort()})).toMatchObject({checked: 0})
})
