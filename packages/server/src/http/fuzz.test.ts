import * as fc from 'fast-check'
import {sampleAnswer, sampleThread, sampleUserMessage} from '../testing/samples.ts'
import {storedItems, TestServer, yields} from '../__fixtures__/test-server.ts'
import {createHandler} from './create-handler.ts'

const OPERATIONS = [
  'threads.create',
  'threads.add_user_message',
  'threads.add_client_tool_output',
  'threads.add_structured_input',
  'threads.retry_after_item',
  'threads.custom_action',
  'threads.sync_custom_action',
  'threads.get_by_id',
  'threads.list',
  'threads.update',
  'threads.delete',
  'items.list',
  'items.feedback',
  'attachments.create',
  'attachments.delete',
  'input.transcribe',
]

/** Never a valid field, whatever the field: every operation that is not a list needs at least one string or object. */
const wrong = fc.oneof(
  fc.constantFrom<unknown>(null, true, 12.5, [], [[]], {a: 1}),
  fc.array(fc.integer(), {maxLength: 3}),
)

const LISTS = new Set(['threads.list', 'items.list'])

const malformed = fc.oneof(
  // Anything but an object
  fc
    .oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.anything()))
    .map((value) => JSON.stringify(value) ?? ''),
  // Not JSON
  fc.string().map((text) => `{${text}`),
  fc.json().map((text) => text.slice(0, -1)),
  // An unknown type, or none
  fc
    .record({
      type: fc.oneof(fc.string(), wrong).filter((type) => typeof type !== 'string' || !OPERATIONS.includes(type)),
      params: fc.object(),
    })
    .map((value) => JSON.stringify(value)),
  // The right type with wrong parameters
  fc
    .record({
      type: fc.constantFrom(...OPERATIONS.filter((type) => !LISTS.has(type))),
      params: fc.record({
        thread_id: wrong,
        item_id: wrong,
        input: wrong,
        title: wrong,
        action: fc.constantFrom<unknown>(null, {}, {type: 1}, []),
        item_ids: fc.constantFrom<unknown>('x', {}, [1]),
        kind: fc.string().map((text) => `not-${text}`),
        attachment_id: wrong,
        name: wrong,
        audio_base64: wrong,
      }),
    })
    .map((value) => JSON.stringify(value)),
  // Lists with wrong parameters
  fc
    .record({
      type: fc.constantFrom(...LISTS),
      params: fc.record({limit: fc.constantFrom<unknown>('20', {}, [], true), order: fc.string(), after: wrong}),
    })
    .map((value) => JSON.stringify(value)),
  // No parameters, or metadata that is no object
  fc
    .record({type: fc.constantFrom(...OPERATIONS), params: fc.oneof(fc.constant(undefined), fc.integer(), fc.string())})
    .map((value) => JSON.stringify(value)),
  fc.constantFrom(...OPERATIONS).map((type) => JSON.stringify({type, params: {}, metadata: 'x'})),
)

test('malformed requests are answered with 4xx and change nothing', async () => {
  const server = new TestServer(yields({type: 'thread.item.done', item: sampleAnswer('msg_new')}))
  await server.store.saveThread(sampleThread('thr_1', {title: 'Before'}), 'alice')
  await server.store.addThreadItem('thr_1', sampleUserMessage('msg_1'), 'alice')
  const handle = createHandler(server, {context: () => 'alice'})
  const snapshot = async () => ({
    threads: await server.store.loadThreads({limit: 100, after: null, order: 'asc'}, 'alice'),
    items: await storedItems(server.store, 'thr_1'),
  })
  const before = await snapshot()

  await fc.assert(
    fc.asyncProperty(malformed, async (body) => {
      const response = await handle(
        new Request('http://localhost/chatkit', {method: 'POST', headers: {'content-type': 'application/json'}, body}),
      )
      expect([body, response.status]).toEqual([body, 400])
      expect(await response.json()).toMatchObject({error: {type: 'InvalidRequest', message: expect.any(String)}})
    }),
    {numRuns: 3000},
  )
  expect(await snapshot()).toEqual(before)
  expect(server.reports).toEqual([])
})
