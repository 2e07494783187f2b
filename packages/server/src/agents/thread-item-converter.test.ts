import type {Attachment, ThreadItem, UserMessageItem} from 'chatkit-protocol'
import {ThreadItemConverter, toAgentInput} from './thread-item-converter.ts'

const base = {id: 'item_1', thread_id: 'thr_1', created_at: '2026-01-01T00:00:00Z'}

function question(text: string, more: Partial<UserMessageItem> = {}): UserMessageItem {
  return {
    ...base,
    type: 'user_message',
    content: [{type: 'input_text', text}],
    attachments: [],
    inference_options: {},
    ...more,
  }
}

function user(text: string) {
  return {type: 'message', role: 'user', content: [{type: 'input_text', text}]}
}

test('a conversation keeps its order and roles', async () => {
  const answer: ThreadItem = {
    ...base,
    type: 'assistant_message',
    content: [{type: 'output_text', text: 'A robot.', annotations: []}],
  }
  expect(await toAgentInput([question('What?'), answer, question('Why?')])).toEqual([
    user('What?'),
    {type: 'message', role: 'assistant', status: 'completed', content: [{type: 'output_text', text: 'A robot.'}]},
    user('Why?'),
  ])
})

test('a quote goes along with the newest question only', async () => {
  const quoted = question('Why?', {quoted_text: 'QoS'})
  expect(await toAgentInput([quoted])).toEqual([
    user('Why?'),
    user('The user is referring to this in particular: \nQoS'),
  ])
  expect(await toAgentInput([quoted, question('And?')])).toEqual([user('Why?'), user('And?')])
})

// As a store of before there was one gives it back.
const withoutStatus = JSON.parse(
  JSON.stringify({...base, type: 'client_tool_call', call_id: 'c', name: 'n', arguments: {}}),
) as ThreadItem

test('a quote goes along until there is an answer, and one item alone needs no list', async () => {
  const quoted = question('Why?', {quoted_text: 'QoS'})
  const call: ThreadItem = {
    ...base,
    type: 'client_tool_call',
    status: 'completed',
    call_id: 'c',
    name: 'n',
    arguments: {},
  }
  const quote = user('The user is referring to this in particular: \nQoS')
  expect(await toAgentInput(quoted)).toContainEqual(quote)
  expect(await toAgentInput([quoted, call])).toContainEqual(quote)
  const answer: ThreadItem = {...base, type: 'assistant_message', content: []}
  expect(await toAgentInput([quoted, answer, call])).not.toContainEqual(quote)
})

test('an attachment needs the app to say what it is', async () => {
  const attachment = {type: 'file' as const, id: 'atc_1', name: 'a.txt', mime_type: 'text/plain'}
  const attached = question('Read this', {attachments: [attachment]})
  await expect(toAgentInput(attached)).rejects.toThrow('Override attachmentToMessageContent()')
  class Converter extends ThreadItemConverter {
    override attachmentToMessageContent({name}: Attachment) {
      return Promise.resolve({type: 'input_file' as const, file: `https://files.example/${name}`})
    }
  }
  expect(await new Converter().toAgentInput(attached)).toEqual([
    {
      type: 'message',
      role: 'user',
      content: [
        {type: 'input_text', text: 'Read this'},
        {type: 'input_file', file: 'https://files.example/a.txt'},
      ],
    },
  ])
})

test('hidden context that is no text needs the app to say what it means', async () => {
  const hidden: ThreadItem = {...base, type: 'hidden_context_item', content: {page: 3}}
  await expect(toAgentInput(hidden)).rejects.toThrow('Override hiddenContextToInput()')
  class Converter extends ThreadItemConverter {
    protected override hiddenContextToInput() {
      return []
    }
  }
  expect(await new Converter().toAgentInput(hidden)).toEqual([])
})

test.each<[string, ThreadItem, unknown[]]>([
  [
    'a pending client tool call is left out',
    {...base, type: 'client_tool_call', status: 'pending', call_id: 'c', name: 'n', arguments: {}},
    [],
  ],
  ['a client tool call that was stored without a status is pending', withoutStatus, []],
  [
    'a completed client tool call brings its result',
    {
      ...base,
      type: 'client_tool_call',
      status: 'completed',
      call_id: 'c',
      name: 'n',
      arguments: {a: null},
      output: {ok: true},
    },
    [
      {type: 'function_call', callId: 'c', name: 'n', arguments: '{"a":null}', status: 'completed'},
      {type: 'function_call_result', callId: 'c', name: 'n', status: 'completed', output: '{"ok":true}'},
    ],
  ],
  [
    'hidden context is wrapped',
    {...base, type: 'hidden_context_item', content: 'on page 3'},
    [user('Hidden context for the agent (not shown to the user):\n<HiddenContext>\non page 3\n</HiddenContext>')],
  ],
  [
    'the note about a cancelled answer is wrapped alike',
    {...base, type: 'sdk_hidden_context', content: 'cancelled'},
    [user('Hidden context for the agent (not shown to the user):\n<HiddenContext>\ncancelled\n</HiddenContext>')],
  ],
  [
    'a workflow tells its custom tasks',
    {
      ...base,
      type: 'workflow',
      workflow: {
        type: 'custom',
        expanded: false,
        tasks: [
          {type: 'custom', title: 'Search', content: 'topics', status_indicator: 'none'},
          {type: 'thought', content: 'hm', status_indicator: 'none'},
        ],
      },
    },
    [
      user(
        'A message was displayed to the user that the following task was performed:\n<Task>\nSearch: topics\n</Task>',
      ),
    ],
  ],
  [
    'a widget is given as compact JSON',
    {...base, type: 'widget', widget: {type: 'Card', children: []}},
    [user('The following graphical UI widget (id: item_1) was displayed to the user:{"type":"Card","children":[]}')],
  ],
  [
    'structured input tells questions and answers',
    {
      ...base,
      type: 'structured_input',
      status: 'answered',
      inputs: [
        {type: 'freeform', id: '1', question: 'Name?', answer: {values: ['Ada', 'Bo'], skipped: false}},
        {type: 'freeform', id: '2', question: 'Age?', answer: {values: [], skipped: true}},
        {type: 'freeform', id: '3', question: 'Why?'},
      ],
    },
    [
      user(
        'A structured input request was displayed to the user with the following status: answered\n<StructuredInput>\n- Name?: Ada, Bo\n- Age?: skipped\n- Why?: unanswered\n</StructuredInput>',
      ),
    ],
  ],
  [
    'a generated image is shown to the model',
    {...base, type: 'generated_image', image: {id: 'i', url: 'data:image/png;base64,AA'}},
    [
      {
        type: 'message',
        role: 'user',
        content: [
          {type: 'input_text', text: 'The following image was generated by the agent.'},
          {type: 'input_image', image: 'data:image/png;base64,AA', detail: 'auto'},
        ],
      },
    ],
  ],
  ['an image that never came means nothing', {...base, type: 'generated_image'}, []],
  [
    'a task is told like one of a workflow, with what it has',
    {...base, type: 'task', task: {type: 'custom', content: 'topics', status_indicator: 'none'}},
    [user('A message was displayed to the user that the following task was performed:\n<Task>\ntopics\n</Task>')],
  ],
  [
    'a task without a word means nothing',
    {...base, type: 'task', task: {type: 'custom', status_indicator: 'none'}},
    [],
  ],
  [
    'a task of another kind means nothing',
    {...base, type: 'task', task: {type: 'file', sources: [], status_indicator: 'none'}},
    [],
  ],
  ['the end of a turn means nothing', {...base, type: 'end_of_turn'}, []],
])('%s', async (_name, item, expected) => {
  expect(await toAgentInput([item])).toEqual(expected)
})

test('an @-mention needs the app to say what it is', async () => {
  const mention = question('', {
    content: [
      {type: 'input_text', text: 'Ask '},
      {type: 'input_tag', id: 't', text: 'Ada', data: {}, interactive: false},
      {type: 'input_tag', id: 't2', text: 'Ada', data: {}, interactive: false},
    ],
  })
  await expect(toAgentInput([mention])).rejects.toThrow('Override tagToMessageContent()')
  class Converter extends ThreadItemConverter {
    override tagToMessageContent() {
      return Promise.resolve({type: 'input_text' as const, text: 'Ada is a person.'})
    }
  }
  const [message, tags] = await new Converter().toAgentInput([mention])
  expect(message).toEqual(user('Ask @Ada@Ada'))
  expect(tags).toMatchObject({content: [{text: expect.stringContaining('@-mentions')}, {text: 'Ada is a person.'}]})
})
