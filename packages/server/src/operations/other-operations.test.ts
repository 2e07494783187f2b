import type {ThreadStreamEvent} from 'chatkit-protocol'
import {sampleFile, sampleThread} from '../testing/samples.ts'
import {createRequest, silent, TestServer} from '../__fixtures__/test-server.ts'

describe('threads.update and threads.delete', () => {
  test('update changes the title only', async () => {
    const server = new TestServer(silent)
    await server.store.saveThread(sampleThread('thr_1', {metadata: {a: 1}}), 'alice')
    const thread = await server.json({type: 'threads.update', params: {thread_id: 'thr_1', title: 'New'}})
    expect(thread).toMatchObject({title: 'New', metadata: {}})
    expect(await server.store.loadThread('thr_1', 'alice')).toMatchObject({title: 'New', metadata: {a: 1}})
    const long = {type: 'threads.update' as const, params: {thread_id: 'thr_1', title: 'x'.repeat(201)}}
    await expect(server.request(long)).rejects.toThrow('Please shorten the title to 200 characters.')
  })

  test('delete answers {} also a second time and for foreign threads, which stay', async () => {
    const server = new TestServer(silent)
    const {threadId} = await server.create()
    const remove = {type: 'threads.delete' as const, params: {thread_id: threadId}}
    expect(await server.json(remove, 'bob')).toEqual({})
    await server.store.loadThread(threadId, 'alice')
    expect(await server.json(remove)).toEqual({})
    expect(await server.json(remove)).toEqual({})
    const get = {type: 'threads.get_by_id' as const, params: {thread_id: threadId}}
    await expect(server.request(get)).rejects.toThrow(`Thread ${threadId} not found`)
  })

  test('deleting during an answer stops it, tells its reader, and nothing comes back', async () => {
    const server = new TestServer(async function* (thread, _input, _context, {signal}) {
      thread.title = 'Changed'
      yield {type: 'progress_update', text: 'one'}
      await new Promise((resolve) => signal.addEventListener('abort', resolve, {once: true}))
    })
    const {threadId, events} = await server.open(createRequest())
    const received: ThreadStreamEvent[] = []
    const reading = (async () => {
      for await (const event of events) received.push(event)
    })()
    await new Promise((resolve) => setImmediate(resolve))
    expect(await server.json({type: 'threads.delete', params: {thread_id: threadId}})).toEqual({})
    await reading
    expect(received.at(-1)).toMatchObject({type: 'error', message: 'This conversation was deleted.'})
    await expect(server.store.loadThread(threadId, 'alice')).rejects.toThrow('not found')
  })
})

describe('feedback, speech and attachments', () => {
  test('feedback reaches the hook with its context, for a thread of one’s own only', async () => {
    const server = new TestServer(silent)
    const {threadId} = await server.create()
    const calls: unknown[][] = []
    server.addFeedback = async (...args) => void calls.push(args.slice(0, 4))
    for (const kind of ['positive', 'negative']) {
      const params = {thread_id: threadId, item_ids: ['msg_1', 'msg_2'], kind}
      expect(await server.json({type: 'items.feedback', params})).toEqual({})
      await expect(server.request({type: 'items.feedback', params}, 'bob')).rejects.toMatchObject({code: 'NotFound'})
    }
    expect(calls).toEqual([
      [threadId, ['msg_1', 'msg_2'], 'positive', 'alice'],
      [threadId, ['msg_1', 'msg_2'], 'negative', 'alice'],
    ])
  })

  test('speech is decoded, with its media type without parameters', async () => {
    const server = new TestServer(silent)
    server.transcribe = async ({data, mimeType, mediaType}) => ({
      text: `${new TextDecoder().decode(data)} ${mimeType} ${mediaType}`,
    })
    const params = {audio_base64: 'aGVs\nbG8=', mime_type: 'audio/webm;codecs=opus'}
    expect(await server.json({type: 'input.transcribe', params})).toEqual({
      text: 'hello audio/webm;codecs=opus audio/webm',
    })
    const broken = {type: 'input.transcribe' as const, params: {...params, audio_base64: 'abcde'}}
    await expect(server.request(broken)).rejects.toMatchObject({code: 'InvalidRequest'})
  })

  test('speech and attachments say so when the server does not take them', async () => {
    const server = new TestServer(silent)
    const speech = {type: 'input.transcribe' as const, params: {audio_base64: 'aGk=', mime_type: 'audio/webm'}}
    await expect(server.request(speech)).rejects.toMatchObject({code: 'ConfigurationError', status: 501})
    const create = {type: 'attachments.create' as const, params: {name: 'a.txt', size: 1, mime_type: 'text/plain'}}
    await expect(server.request(create)).rejects.toThrow('This assistant does not accept attachments.')
    const remove = {type: 'attachments.delete' as const, params: {attachment_id: 'atc_1'}}
    await expect(server.request(remove)).rejects.toMatchObject({code: 'ConfigurationError'})
    expect(server.reports).toHaveLength(3)
  })

  test('attachments are recorded without sending their metadata, and deleted only by their owner', async () => {
    const deleted: string[] = []
    const server = new TestServer(silent, {
      attachmentStore: {
        createAttachment: async ({name, mime_type}) => ({...sampleFile('atc_1'), name, mime_type}),
        deleteAttachment: async (id) => void deleted.push(id),
      },
    })
    const params = {name: 'a.txt', size: 1, mime_type: 'text/plain'}
    expect(await server.json({type: 'attachments.create', params})).toEqual({
      type: 'file',
      id: 'atc_1',
      name: 'a.txt',
      mime_type: 'text/plain',
    })
    expect((await server.store.loadAttachment('atc_1', 'alice')).metadata).toEqual(sampleFile('x').metadata)
    const remove = {type: 'attachments.delete' as const, params: {attachment_id: 'atc_1'}}
    expect(await server.json(remove, 'bob')).toEqual({})
    expect(deleted).toEqual([])
    expect(await server.json(remove)).toEqual({})
    expect(await server.json(remove)).toEqual({})
    expect(deleted).toEqual(['atc_1'])
    await expect(server.store.loadAttachment('atc_1', 'alice')).rejects.toThrow('not found')
  })
})
