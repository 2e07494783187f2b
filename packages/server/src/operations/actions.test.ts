import type {ThreadItem} from 'chatkit-protocol'
import {sampleAnswer, timeAt} from '../testing/samples.ts'
import {addRequest, silent, TestServer, types, yields} from '../__fixtures__/test-server.ts'
import type {ChatKitServer} from '../server.ts'

function widget(id: string): ThreadItem {
  return {type: 'widget', id, thread_id: 'thr_1', created_at: timeAt(1), widget: {type: 'Card', children: []}}
}

describe('actions', () => {
  const act = (threadId: string, itemId?: string | null, sync = false) => ({
    type: sync ? ('threads.sync_custom_action' as const) : ('threads.custom_action' as const),
    params: {
      thread_id: threadId,
      action: {type: 'save', payload: {a: 1}},
      ...(itemId === undefined ? {} : {item_id: itemId}),
    },
  })
  type Action = ChatKitServer<string>['action']

  async function withWidget(): Promise<{server: TestServer; threadId: string; calls: Parameters<Action>[]}> {
    const server = new TestServer(
      yields(
        {type: 'thread.item.done', item: widget('msg_w')},
        {type: 'thread.item.done', item: sampleAnswer('msg_1')},
      ),
    )
    const {threadId} = await server.create()
    const calls: Parameters<Action>[] = []
    server.action = async function* (...args) {
      calls.push(args)
      yield {
        type: 'thread.item.updated',
        item_id: 'msg_w',
        update: {type: 'widget.root.updated', widget: {type: 'Card', children: []}},
      }
    }
    return {server, threadId, calls}
  }

  test('reach the hook with the widget they come from', async () => {
    const {server, threadId, calls} = await withWidget()
    expect(types(await server.stream(act(threadId, 'msg_w')))).toEqual(['stream_options', 'thread.item.updated'])
    expect(calls[0]?.slice(1, 4)).toEqual([{type: 'save', payload: {a: 1}}, widget('msg_w'), 'alice'])
  })

  test.each([[undefined], [null], ['']])('without a widget (%p) reach it with none', async (itemId) => {
    const {server, threadId, calls} = await withWidget()
    await server.stream(act(threadId, itemId))
    expect(calls[0]?.[2]).toBeNull()
  })

  test('from something that is no widget end with one error event and no options', async () => {
    const {server, threadId, calls} = await withWidget()
    expect(await server.stream(act(threadId, 'msg_1'))).toEqual([
      {type: 'error', code: 'stream.error', allow_retry: false},
    ])
    expect(calls).toEqual([])
    await expect(server.request(act(threadId, 'msg_none'))).rejects.toMatchObject({code: 'NotFound'})
  })

  test('that the app does not handle end the stream with an error and are reported', async () => {
    const server = new TestServer(silent)
    const {threadId} = await server.create()
    expect(types(await server.stream(act(threadId)))).toEqual(['stream_options', 'error'])
    expect(server.reports).toHaveLength(1)
  })

  test('without a type are refused', async () => {
    const {server, threadId} = await withWidget()
    const params = {thread_id: threadId, action: {payload: {}}}
    await expect(server.request({type: 'threads.custom_action', params})).rejects.toMatchObject({
      code: 'InvalidRequest',
    })
  })

  test('that answer at once return the updated item, or nothing, and never a hidden one', async () => {
    const {server, threadId} = await withWidget()
    const senders: unknown[] = []
    server.syncAction = async (_thread, _action, sender) => {
      senders.push(sender)
      return {updated_item: widget('msg_w')}
    }
    expect(await server.json(act(threadId, 'msg_w', true))).toEqual({updated_item: widget('msg_w')})
    expect(senders).toEqual([widget('msg_w')])
    server.syncAction = async () => ({})
    expect(await server.json(act(threadId, null, true))).toEqual({})
    server.syncAction = async () => ({
      updated_item: {type: 'hidden_context_item', id: 'h', thread_id: threadId, created_at: timeAt(1), content: 'x'},
    })
    expect(await server.json(act(threadId, null, true))).toEqual({})
    await expect(server.request(act(threadId, 'msg_1', true))).rejects.toThrow('Item msg_1 is not a widget')
  })

  test('that answer at once are allowed while an answer streams, the others are not', async () => {
    const {server, threadId} = await withWidget()
    server.syncAction = async () => ({})
    const turn = await server.open(addRequest(threadId))
    expect(await server.json(act(threadId, null, true))).toEqual({})
    await expect(server.request(act(threadId))).rejects.toMatchObject({code: 'Conflict', status: 409})
    await turn.events.return()
  })
})
