import * as fc from 'fast-check'
import {attachment, clientEvent, hiddenItem, thread, visibleItem} from '../__fixtures__/arbitraries.ts'
import type {Attachment, Page, Thread, ThreadItem, ThreadStreamEvent, UserMessageItem, WidgetItem} from '../index.ts'
import {safeParse, safeParseEvent, schemas} from '../validate/index.ts'
import {toClientEvent, toWire} from './index.ts'
import type {WireValue} from './index.ts'

const json = (value: WireValue): unknown => JSON.parse(JSON.stringify(toWire(value)))
/** What a store or an untyped author may hand over. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Each test names the type that it breaks.
const loose = <T extends WireValue>(value: object): T => value as T
const base = {id: 'msg_1', thread_id: 'thr_1', created_at: '2026-11-23T00:01:06Z'}

describe('fields', () => {
  test('null and undefined fields are left out, defaults filled in, unknown keys dropped', () => {
    const item = loose<UserMessageItem>({
      ...base,
      type: 'user_message',
      content: [{type: 'input_tag', id: 'x', text: '@x', group: null}],
      quoted_text: null,
      internal: 'secret',
    })
    expect(toWire(item)).toStrictEqual({
      ...base,
      type: 'user_message',
      content: [{type: 'input_tag', id: 'x', text: '@x', data: {}, interactive: false}],
      attachments: [],
      inference_options: {},
    })
  })

  test.each<[string, object, object]>([
    ['an error', {type: 'error'}, {type: 'error', code: 'custom', allow_retry: false}],
    ['an effect', {type: 'client_effect', name: 'n', data: null}, {type: 'client_effect', name: 'n', data: {}}],
    ['a page', {data: []}, {data: [], has_more: false}],
    [
      'a tool call',
      {...base, type: 'client_tool_call', call_id: 'c', name: 'n', arguments: {}},
      {...base, type: 'client_tool_call', status: 'pending', call_id: 'c', name: 'n', arguments: {}},
    ],
    [
      'a web search',
      {...base, type: 'task', task: {type: 'web_search'}},
      {...base, type: 'task', task: {type: 'web_search', status_indicator: 'none', queries: [], sources: []}},
    ],
    [
      'a workflow',
      {...base, type: 'workflow', workflow: {type: 'custom', tasks: [], summary: {title: 't', icon: null}}},
      {...base, type: 'workflow', workflow: {type: 'custom', tasks: [], summary: {title: 't'}, expanded: false}},
    ],
    [
      'a question',
      {...base, type: 'structured_input', inputs: [{type: 'multiple_choice', id: 'q', question: '?', options: []}]},
      {
        ...base,
        type: 'structured_input',
        status: 'pending',
        inputs: [{type: 'multiple_choice', id: 'q', question: '?', options: [], multiple: false}],
      },
    ],
  ])('%s gets its defaults', (_name, value, expected) => {
    expect(toWire(loose(value))).toStrictEqual(expected)
  })

  test('nulls inside free-form values are kept, a whole null field is not', () => {
    const call = {...base, type: 'client_tool_call', status: 'completed', call_id: 'c', name: 'n'} as const
    expect(toWire({...call, arguments: {a: null, b: [null, 1]}, output: {c: null}})).toMatchObject({
      arguments: {a: null, b: [null, 1]},
      output: {c: null},
    })
    expect(toWire({...call, arguments: {}, output: null})).not.toHaveProperty('output')
  })

  test('a default is never shared between two values', () => {
    const effect = loose<ThreadStreamEvent>({type: 'client_effect', name: 'n'})
    const [first, second] = [toWire(effect), toWire(effect)]
    expect(first).toStrictEqual(second)
    expect((first as {data: object}).data).not.toBe((second as {data: object}).data)
  })
})

describe('widgets', () => {
  const widgetItem = (widget: object) => loose<WidgetItem>({...base, type: 'widget', widget})

  test('nulls are removed at any depth, in payloads and lists as well', () => {
    const item = widgetItem({
      type: 'Card',
      id: null,
      children: [null, {type: 'Button', label: null, onClickAction: {type: 'go', payload: {a: null, l: [null, 1]}}}],
    })
    expect(toWire(item).widget).toStrictEqual({
      type: 'Card',
      children: [{type: 'Button', onClickAction: {type: 'go', payload: {l: [1]}}}],
    })
  })

  test('a widget without nulls is not copied, and its author’s is never changed', () => {
    const clean = {type: 'Card', children: [{type: 'Text', value: 'x'}]}
    expect(toWire(widgetItem(clean)).widget).toBe(clean)
    const dirty = {type: 'Card', children: [{type: 'Text', value: 'x', id: null}]}
    toWire(widgetItem(dirty))
    expect(dirty.children[0]).toHaveProperty('id', null)
  })
})

describe('what stays on the server', () => {
  test('metadata of attachments and threads', () => {
    const file = {type: 'file', id: 'a', name: 'n', mime_type: 'm', thread_id: 't', metadata: {key: 1}} as const
    expect(toWire(file)).toStrictEqual({type: 'file', id: 'a', name: 'n', mime_type: 'm', thread_id: 't'})
    const stored = {id: 't', created_at: base.created_at, metadata: {previous: 'resp_1'}}
    expect(toWire(loose<Thread>(stored))).toStrictEqual({
      id: 't',
      created_at: base.created_at,
      status: {type: 'active'},
      metadata: {},
      items: {data: [], has_more: false},
    })
  })

  test('hidden items, on every path', () => {
    fc.assert(
      fc.property(hiddenItem, visibleItem, (hidden, visible) => {
        const page: Page<ThreadItem> = {data: [hidden, visible, hidden], has_more: true, after: hidden.id}
        expect(toWire(page).data).toHaveLength(1)
        expect(toWire(loose<Thread>({id: 't', created_at: base.created_at, items: page})).items.data).toHaveLength(1)
        expect(toWire({updated_item: hidden})).toStrictEqual({})
        expect(() => toWire(hidden)).toThrow(/hidden/)
        for (const type of ['thread.item.added', 'thread.item.done', 'thread.item.replaced'] as const) {
          expect(() => toWire({type, item: hidden})).toThrow(TypeError)
        }
      }),
    )
  })

  test('an event with a hidden item has no client form, unless it takes the place of one the client may show', () => {
    const item: ThreadItem = {...base, type: 'sdk_hidden_context', content: 'x'}
    expect(toClientEvent({type: 'thread.item.added', item})).toBeUndefined()
    expect(toClientEvent({type: 'thread.item.done', item})).toBeUndefined()
    expect(toClientEvent({type: 'thread.item.replaced', item})).toEqual({type: 'thread.item.removed', item_id: 'msg_1'})
    const visible: ThreadStreamEvent = {type: 'thread.item.done', item: {...base, type: 'end_of_turn'}}
    expect(toClientEvent(visible)).toBe(visible)
  })
})

describe('times and URLs', () => {
  test.each([
    ['2026-11-23T00:01:06Z', '2026-11-23T00:01:06Z'],
    ['2026-11-23T02:01:06+02:00', '2026-11-23T00:01:06.000Z'],
    ['2026-11-23T00:01:06.906703', '2026-11-23T00:01:06.906Z'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    ['yesterday', 'yesterday'],
  ])('%s is sent as %s', (time, expected) => {
    expect(toWire(loose<ThreadItem>({...base, created_at: time, type: 'end_of_turn'})).created_at).toBe(expected)
  })

  test('URLs of attachments are normalised, data: URLs left alone', () => {
    const image = {
      type: 'image',
      id: 'a',
      name: 'n',
      mime_type: 'image/png',
      preview_url: 'https://example.com',
      upload_descriptor: {url: 'HTTPS://EXAMPLE.com/a b', method: 'PUT', headers: {}},
    } as const
    expect(toWire<Attachment>(image)).toMatchObject({
      preview_url: 'https://example.com/',
      upload_descriptor: {url: 'https://example.com/a%20b'},
    })
    expect(toWire({...image, preview_url: 'data:image/png;base64,AA=='}).preview_url).toBe('data:image/png;base64,AA==')
  })
})

describe('the hot path', () => {
  test('a text delta is passed on without a copy', () => {
    const event: ThreadStreamEvent = {
      type: 'thread.item.updated',
      item_id: 'msg_1',
      update: {type: 'assistant_message.content_part.text_delta', content_index: 0, delta: 'Hi'},
    }
    expect(toWire(event)).toBe(event)
  })

  test('free-form values are shared, not copied', () => {
    const data = {large: [1, 2, 3]}
    expect((toWire({type: 'client_effect', name: 'n', data}) as {data: object}).data).toBe(data)
  })
})

describe('whatever is sent', () => {
  test('every event parses under the strict schema, which finds nothing to drop and no default to add', () => {
    fc.assert(
      fc.property(clientEvent, (event) => {
        const sent = json(event)
        // The one thing that is dropped on purpose; `parseRequest` has the reason and the test.
        fc.pre(!JSON.stringify(sent).includes('__proto__'))
        const result = safeParseEvent(sent)
        expect(result.success ? result.data : result.error.issues).toStrictEqual(sent)
      }),
      {numRuns: 500},
    )
  })

  test('so do replies', () => {
    fc.assert(
      fc.property(visibleItem, thread, attachment, (item, rawThread, rawAttachment) => {
        const replies = [
          ['items.list', {data: [item], has_more: true, after: item.id}],
          ['threads.get_by_id', rawThread],
          ['threads.list', {data: [rawThread]}],
          ['attachments.create', rawAttachment],
          ['threads.sync_custom_action', {updated_item: item}],
          ['threads.sync_custom_action', {}],
          ['input.transcribe', {text: 'x'}],
          ['threads.delete', {}],
        ] as const
        for (const [type, reply] of replies) {
          const sent = json(loose(reply as object))
          const result = safeParse<unknown>(schemas.responses[type], sent)
          expect(result.success ? result.data : result.error.issues).toStrictEqual(sent)
        }
      }),
    )
  })

  test('sending again what was sent changes nothing', () => {
    fc.assert(
      fc.property(clientEvent, (event) => {
        const once = json(event) as ThreadStreamEvent
        expect(json(once)).toStrictEqual(once)
      }),
    )
  })
})
