import {readFileSync} from 'node:fs'
import type {AddressInfo, Server} from 'node:net'
import {join} from 'node:path'
import type {ThreadStreamEvent} from 'chatkit-protocol'
import {decodeSse} from 'chatkit-protocol/sse'
import {createRequest} from '../__fixtures__/test-server.ts'
import {brief} from './__fixtures__/agent-run.ts'
import {ModelServer} from './__fixtures__/model-server.ts'
import {functionCall, response, text} from './__fixtures__/responses-script.ts'

const PACKAGE = join(__dirname, '../..')

let model: ModelServer
let listening: Server
let url: string

beforeAll(async () => {
  model = await ModelServer.start(
    response(functionCall('fc_1', 'call_1', 'get_location', {})),
    response(functionCall('fc_2', 'call_2', 'get_weather', {city: 'Oslo'})),
    response(text('msg_1', 'Sunny ', 'in Oslo.')),
    {events: response(text('msg_2', 'Let me ', 'think.')).slice(0, 4), end: 'silence'},
  )
  Object.assign(process.env, {PORT: '0', OPENAI_API_KEY: 'test', OPENAI_BASE_URL: model.url})
  const example = await import('../../examples/agents.ts')
  listening = example.listening
  if (!listening.listening) await new Promise((resolve) => listening.once('listening', resolve))
  url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/chatkit`
})

afterAll(async () => {
  await new Promise((resolve) => listening.close(resolve))
  await model.close()
})

async function ask(body: unknown): Promise<ThreadStreamEvent[]> {
  const headers = {'content-type': 'application/json'}
  const reply = await fetch(url, {method: 'POST', headers, body: JSON.stringify(body)})
  const events: ThreadStreamEvent[] = []
  if (reply.body === null) throw new Error('no body')
  for await (const {data} of decodeSse(reply.body)) events.push(JSON.parse(data) as ThreadStreamEvent)
  return events
}

test('the README shows the very file', () => {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8')
  const [, shown] = /## Agents\n[\s\S]*?```ts\n([\s\S]*?)```/.exec(readme) ?? []
  expect(shown).toBe(readFileSync(join(PACKAGE, 'examples/agents.ts'), 'utf8'))
})

test('it asks the page, and goes on with what the page says', async () => {
  const events = await ask(createRequest('What is the weather?'))
  expect(brief(events).at(-1)).toBe('done call get_location')
  const [created] = events
  const threadId = created?.type === 'thread.created' ? created.thread.id : ''

  const rest = await ask({
    type: 'threads.add_client_tool_output',
    params: {thread_id: threadId, result: {city: 'Oslo'}},
  })
  expect(brief(rest)).toEqual([
    'stream_options',
    'added custom workflow of 1',
    'done custom workflow of 1 ended',
    'added message',
    'part 0',
    '0: Sunny ',
    '0: in Oslo.',
    'part 0 done Sunny in Oslo.',
    'done message Sunny in Oslo.',
  ])
  expect(model.requests.map(({body}) => body['input'])).toMatchObject([
    [{role: 'user', content: [{type: 'input_text', text: 'What is the weather?'}]}],
    [
      {role: 'user'},
      {type: 'function_call', call_id: 'call_1', name: 'get_location'},
      {type: 'function_call_output', call_id: 'call_1', output: '{"city":"Oslo"}'},
    ],
    [{}, {}, {}, {type: 'function_call', call_id: 'call_2'}, {type: 'function_call_output', call_id: 'call_2'}],
  ])
})

test('a reader who goes away ends the request to the model, and the text so far is kept', async () => {
  const leaving = new AbortController()
  const headers = {'content-type': 'application/json'}
  const body = JSON.stringify(createRequest('Why?'))
  const reply = await fetch(url, {method: 'POST', headers, body, signal: leaving.signal})
  let threadId = ''
  try {
    if (reply.body === null) throw new Error('no body')
    for await (const {data} of decodeSse(reply.body)) {
      const event = JSON.parse(data) as ThreadStreamEvent
      if (event.type === 'thread.created') threadId = event.thread.id
      if (brief([event])[0] === '0: Let me ') leaving.abort()
    }
  } catch {
    // It was this test that broke it off.
  }
  while (model.left === 0) await new Promise((resolve) => setTimeout(resolve, 5))

  const stored = async (): Promise<unknown> => {
    const request = {type: 'threads.get_by_id', params: {thread_id: threadId}}
    const answer = await fetch(url, {method: 'POST', headers, body: JSON.stringify(request)})
    return await answer.json()
  }
  while (!JSON.stringify(await stored()).includes('assistant_message'))
    await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await stored()).toMatchObject({
    items: {data: [{type: 'user_message'}, {type: 'assistant_message', content: [{text: 'Let me '}]}]},
  })
})
