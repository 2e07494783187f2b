import type {ThreadStreamEvent} from 'chatkit-protocol'
import {brief, collect, doing, idsOf, runAgent, type TestAgent} from './__fixtures__/agent-run.ts'
import {calls, completion, says} from './__fixtures__/chat-script.ts'
import {useModelServers} from './__fixtures__/model-server.ts'

const serve = useModelServers()

async function show(replies: object[][], agent?: TestAgent): Promise<ThreadStreamEvent[]> {
  const server = await serve(...replies)
  return await collect(runAgent(server.chatModel(), agent))
}

test('text is shown under an id of our own', async () => {
  const events = await show([completion(says('Hel', 'lo'))])
  expect(brief(events)).toEqual([
    'added message',
    'part 0',
    '0: Hel',
    '0: lo',
    'part 0 done Hello',
    'done message Hello',
  ])
  expect(idsOf(events, 'done')[0]).toMatch(/^msg_/)
})

test('responses that share one id are messages of their own', async () => {
  const tools = [doing('look', () => 'seen')]
  const called = calls({id: 'call_1', name: 'look', args: {}})
  const events = await show(
    [completion([...says('Wait.'), ...called], {finish: 'tool_calls', id: ''}), completion(says('Yes.'), {id: ''})],
    {tools},
  )
  expect(brief(events).filter((line) => line.startsWith('done'))).toEqual(['done message Wait.', 'done message Yes.'])
  expect(new Set(idsOf(events, 'done')).size).toBe(2)
})

test('web citations, which come at the end, are in the stream and in the message', async () => {
  const citation = {url: 'https://example.com/a', title: 'A', start_index: 0, end_index: 3}
  const annotations = [{type: 'url_citation', url_citation: citation}]
  const events = await show([completion([...says('abc'), {annotations}])])
  expect(brief(events)).toContain('note 0.0 A')
  const shown = {type: 'annotation', index: 3, source: {type: 'url', url: citation.url, title: 'A'}}
  expect(events.at(-1)).toMatchObject({item: {content: [{text: 'abc', annotations: [shown]}]}})
})

test('a refusal is shown as the answer, once', async () => {
  const events = await show([completion([{role: 'assistant', refusal: 'I '}, {refusal: 'can’t.'}])])
  expect(brief(events).at(-1)).toBe('done message I can’t.')
  expect(idsOf(events, 'done')).toHaveLength(1)
})

describe('reasoning', () => {
  test.each(['reasoning', 'reasoning_content'])(
    'in "%s" is a thought that streams until the answer begins',
    async (key) => {
      const events = await show([completion([{[key]: 'Let '}, {[key]: 'me'}, ...says('Yes')])])
      expect(brief(events)).toEqual([
        'added reasoning workflow of 0',
        'task.added 0 Let ',
        'task.updated 0 Let me',
        'task.updated 0 Let me',
        'done reasoning workflow of 1 ended',
        'added message',
        'part 0',
        '0: Yes',
        'part 0 done Yes',
        'done message Yes',
      ])
    },
  )

  test('after a tool call it is a second thought of the same workflow', async () => {
    const called = calls({id: 'call_1', name: 'look', args: {}})
    const events = await show(
      [
        completion([{reasoning: 'First'}, ...called], {finish: 'tool_calls'}),
        completion([{reasoning: 'Se'}, {reasoning: 'cond'}, ...says('Yes')]),
      ],
      {tools: [doing('look', () => 'seen')]},
    )
    expect(brief(events).slice(0, 5)).toEqual([
      'added reasoning workflow of 0',
      'task.added 0 First',
      'task.updated 0 First',
      'task.added 1 Second',
      'done reasoning workflow of 2 ended',
    ])
  })

  test('beside the answer begins no workflow that nothing would end', async () => {
    const events = await show([completion([...says('Ye'), {reasoning: 'hm'}, ...says('s')])])
    expect(brief(events).filter((line) => line.includes('workflow'))).toEqual([])
    expect(brief(events).at(-1)).toBe('done message Yes')
  })

  test('of any length costs bytes in proportion to its length', async () => {
    const pieces = Array.from({length: 2000}, (_, index) => ({reasoning: `word ${index} `}))
    const events = await show([completion([...pieces, ...says('Yes')])])
    const whole = pieces.map(({reasoning}) => reasoning).join('')
    const tasks = events.filter(
      (event) => event.type === 'thread.item.updated' && event.update.type.startsWith('workflow.task'),
    )
    expect(tasks.at(-1)).toMatchObject({update: {task: {content: whole}}})
    expect(JSON.stringify(tasks).length).toBeLessThan(25 * whole.length)
  })
})
