import type {
  Attachment,
  AssistantMessageItem,
  ThreadItem,
  ThreadMetadata,
  UserMessageItem,
  WidgetItem,
  WorkflowItem,
} from 'chatkit-protocol'

const START = Date.UTC(2026, 0, 2, 3, 4, 5)

/** The moment `seconds` after a fixed one, as stores get it. */
export function timeAt(seconds: number): string {
  return new Date(START + seconds * 1000).toISOString()
}

export function sampleThread(id: string, fields: Partial<ThreadMetadata> = {}): ThreadMetadata {
  return {id, created_at: timeAt(0), status: {type: 'active'}, metadata: {}, ...fields}
}

export function sampleUserMessage(id: string, text = 'Hello', fields: Partial<UserMessageItem> = {}): UserMessageItem {
  return {
    type: 'user_message',
    id,
    thread_id: 'thr_1',
    created_at: timeAt(0),
    content: [{type: 'input_text', text}],
    attachments: [],
    inference_options: {},
    ...fields,
  }
}

export function sampleAnswer(
  id: string,
  text = 'Hi',
  fields: Partial<AssistantMessageItem> = {},
): AssistantMessageItem {
  return {
    type: 'assistant_message',
    id,
    thread_id: 'thr_1',
    created_at: timeAt(1),
    content: [{type: 'output_text', text, annotations: []}],
    ...fields,
  }
}

/** Items with everything that is easy to lose: depth, nulls inside free-form values, text that is not ASCII, awkward keys. */
export function deepItems(): ThreadItem[] {
  const workflow: WorkflowItem = {
    type: 'workflow',
    id: 'wf_deep',
    thread_id: 'thr_1',
    created_at: timeAt(2),
    workflow: {
      type: 'custom',
      expanded: true,
      summary: {duration: 3},
      tasks: [
        {type: 'thought', content: 'line one\nline two\u2028three \u{1F916}', status_indicator: 'complete'},
        {
          type: 'web_search',
          status_indicator: 'none',
          queries: ['ros 2 "quality of service"', "it's; drop table --"],
          sources: [{type: 'url', title: 'QoS', url: 'https://example.org/a?b=c&d=%20', description: 'مرحبا'}],
        },
      ],
    },
  }
  const widget: WidgetItem = {
    type: 'widget',
    id: 'msg_widget',
    thread_id: 'thr_1',
    created_at: timeAt(3),
    widget: {type: 'Card', children: [{type: 'Col', children: [{type: 'Text', id: 't', value: 'deep \\ "quoted"'}]}]},
    copy_text: '',
  }
  return [
    workflow,
    widget,
    {
      type: 'client_tool_call',
      id: 'fc_1',
      thread_id: 'thr_1',
      created_at: timeAt(4),
      status: 'completed',
      call_id: 'call_1',
      name: 'open_page',
      arguments: {path: null, list: [null, 1, {a: {b: {c: [[]]}}}], 'key with "quotes"': ''},
      output: {ok: true, big: 2 ** 53 - 1, tiny: 1e-7},
    },
    sampleAnswer('msg_cited', 'See [1].', {
      content: [
        {
          type: 'output_text',
          text: 'See [1].',
          annotations: [
            {
              type: 'annotation',
              index: 4,
              source: {type: 'entity', id: 'e', title: 'E', interactive: false, data: {x: null}},
            },
          ],
        },
      ],
    }),
    {type: 'hidden_context_item', id: 'hid_1', thread_id: 'thr_1', created_at: timeAt(5), content: {secret: [1, null]}},
  ]
}

export function sampleFile(id: string): Attachment {
  return {type: 'file', id, name: 'notes.txt', mime_type: 'text/plain', metadata: {bytes: 12, checked: null}}
}

export function sampleImage(id: string): Attachment {
  return {
    type: 'image',
    id,
    name: 'arm.png',
    mime_type: 'image/png',
    preview_url: 'https://example.org/arm.png',
    upload_descriptor: {url: 'https://example.org/upload', method: 'PUT', headers: {'x-key': 'value'}},
  }
}
