import {collect, createRequest, storedItems, TestServer, types} from '../__fixtures__/test-server.ts'
import {Card, streamWidget, Text} from './index.ts'

const state = (value: string) => Card({}, Text(value, {id: 't', streaming: true}))

test('a streamed widget is stored with its last state', async () => {
  const server = new TestServer((thread) => streamWidget(thread, [state('a'), state('ab')]))
  const {threadId, events} = await server.create()
  expect(types(events)).toEqual([
    'thread.created',
    'thread.item.done(user_message)',
    'stream_options',
    'thread.item.added(widget)',
    'thread.item.updated',
    'thread.item.done(widget)',
  ])
  expect(await storedItems(server.memory, threadId)).toMatchObject([
    {type: 'user_message'},
    {type: 'widget', widget: state('ab')},
  ])
})

test('a widget that fails half-way is taken back from the reader, and nothing of it is stored', async () => {
  async function* failing() {
    yield state('a')
    throw new Error('no more data')
  }
  const server = new TestServer((thread) => streamWidget(thread, failing()))
  const opened = await server.open(createRequest())
  const events = await collect(opened.events)
  expect(types(events).slice(-3)).toEqual(['thread.item.added(widget)', 'thread.item.removed', 'error'])
  expect(server.reports).toMatchObject([{error: new Error('no more data')}])
  expect(await storedItems(server.memory, opened.threadId)).toMatchObject([{type: 'user_message'}])
})
