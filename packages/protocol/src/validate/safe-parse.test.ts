import * as fc from 'fast-check'
import {clientEvent, hiddenItem, visibleItem} from '../__fixtures__/arbitraries.ts'
import {
  ProtocolError,
  safeParse,
  safeParseAttachment,
  safeParseEvent,
  safeParseItem,
  safeParseItemPage,
  safeParseRequest,
  safeParseThread,
  safeParseThreadMetadata,
  safeParseThreadPage,
  safeParseUpdate,
  safeParseWidget,
  schemas,
} from './index.ts'
import type {SafeParseResult} from './index.ts'

const base = {id: 'i', thread_id: 't', created_at: '2026-11-23T00:01:06Z'}
const messageOf = (result: SafeParseResult<unknown>): string | undefined =>
  result.success ? undefined : result.error.message

describe('events', () => {
  test.each<[unknown, string]>([
    [{type: 'thread.item.done'}, 'item is required and must be an object'],
    [
      {type: 'thread.item.done', item: {...base, type: 'assistant_message', content: [{type: 'output_text'}]}},
      'item.content[0].text is required and must be a string',
    ],
    [
      {type: 'thread.item.done', item: {...base, created_at: 'today', type: 'end_of_turn'}},
      'item.created_at must be an ISO 8601 date and time',
    ],
    [
      {type: 'thread.item.updated', item_id: 'i', update: {type: 'workflow.task.added', task_index: -1, task: null}},
      'update.task_index must be 0 or more (and 1 more)',
    ],
    [{type: 'error', code: 'quota'}, 'code must be one of "stream.error", "custom"'],
    [
      {type: 'progress_update', text: 'x', icon: 'upload'},
      'icon must be the name of a built-in icon, or start with "vendor:" or "lucide:"',
    ],
    [
      {type: 'stream_options', stream_options: {allow_cancel: 'yes'}},
      'stream_options.allow_cancel must be true or false',
    ],
    [{type: 'client_effect', name: 'n', data: []}, 'data must be an object'],
    [{type: 'notice', level: 'loud', message: ''}, 'level must be one of "info", "warning", "danger"'],
    ['x', 'The event must be an object'],
  ])('%j is refused', (value, message) => {
    expect(messageOf(safeParseEvent(value))).toBe(message)
  })

  test('defaults are filled in', () => {
    const result = safeParseEvent({type: 'error'})
    expect(result).toEqual({success: true, data: {type: 'error', code: 'custom', allow_retry: false}})
  })
})

describe('items', () => {
  test.each<[unknown, string]>([
    [
      {...base, type: 'workflow', workflow: {type: 'custom', tasks: [], summary: {}}},
      'workflow.summary must have a "title" and perhaps an "icon", or a "duration" in whole seconds',
    ],
    [
      {...base, type: 'task', task: {type: 'file', sources: [{type: 'url', title: 'x', url: 'y'}]}},
      'task.sources[0].type must be "file" (and 1 more)',
    ],
    [
      {
        ...base,
        type: 'user_message',
        content: [],
        inference_options: {},
        attachments: [{type: 'image', id: 'a', name: 'n', mime_type: 'm', preview_url: '/relative'}],
      },
      'attachments[0].preview_url must be an absolute URL',
    ],
    [
      {...base, type: 'structured_input', inputs: [{type: 'slider'}]},
      'inputs[0].type must be one of "multiple_choice", "freeform"',
    ],
    [{...base, type: 'hidden_context_item'}, 'content is required'],
    [
      {...base, type: 'widget', widget: {type: 'Text', value: 'x'}},
      'widget.type must be one of "Card", "ListView", "Basic"',
    ],
  ])('%j is refused', (value, message) => {
    expect(messageOf(safeParseItem(value))).toBe(message)
  })

  test.each(['2026-11-23T00:01:06.906703', '2026-11-23T00:01:06+02:00', '2026-11-23T00:01:06Z', '2026-11-23T00:01:06'])(
    'the time %s is accepted',
    (created_at) => {
      expect(safeParseItem({...base, created_at, type: 'end_of_turn'}).success).toBe(true)
    },
  )
})

test('a value of any schema may be checked', () => {
  expect(safeParse(schemas.workflow, {type: 'custom', tasks: []})).toEqual({
    success: true,
    data: {type: 'custom', tasks: [], expanded: false},
  })
  expect(messageOf(safeParse(schemas.workflow, 1, 'The workflow'))).toBe('The workflow must be an object')
})

test('no validator throws, whatever it is given', () => {
  const validators: ((value: unknown) => SafeParseResult<unknown>)[] = [
    safeParseAttachment,
    safeParseEvent,
    safeParseItem,
    safeParseItemPage,
    safeParseRequest,
    safeParseThread,
    safeParseThreadMetadata,
    safeParseThreadPage,
    safeParseUpdate,
    safeParseWidget,
    (value) => safeParse<unknown>(schemas.iconName, value),
  ]
  // Real values with one part exchanged reach deeper than random ones.
  const key = fc.constantFrom(
    'type',
    'id',
    'item',
    'item_id',
    'update',
    'thread',
    'content',
    'widget',
    'workflow',
    'inputs',
  )
  const spoilt = fc
    .tuple(fc.oneof(clientEvent, visibleItem, hiddenItem), key, fc.jsonValue())
    .map(([value, key, other]) => Object.assign({}, value, {[key]: other}))
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.jsonValue(), clientEvent, visibleItem, spoilt), (value) => {
      for (const validate of validators) {
        const result = validate(value)
        if (!result.success) {
          expect(result.error).toBeInstanceOf(ProtocolError)
          expect(result.error.issues.length).toBeGreaterThan(0)
        }
      }
    }),
    {numRuns: 500},
  )
})
