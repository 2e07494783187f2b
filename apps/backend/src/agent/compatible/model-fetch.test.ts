import {createModelFetch} from './model-fetch.ts'

const REQUEST = {model: 'test', stream: true, messages: [{role: 'user', content: 'Hi'}]}

/** What a client gets to read of a reply, and what the server was asked. */
async function exchange(reply: Response, body: unknown = REQUEST) {
  const asked: unknown[] = []
  const send = createModelFetch((_input, init) => {
    asked.push(init?.body)
    return Promise.resolve(reply)
  })
  const response = await send('http://localhost/v1/chat/completions', {method: 'POST', body: JSON.stringify(body)})
  return {response, text: await response.text(), asked}
}

const streamOf = (...chunks: object[]) =>
  new Response(chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join(''), {
    headers: {'content-type': 'text/event-stream', 'x-request-id': 'r1'},
  })

test('a reply that was not streamed passes as it is', async () => {
  const reply = () => new Response('{"choices": []}', {headers: {'content-type': 'application/json'}})
  expect((await exchange(reply(), {...REQUEST, stream: false})).text).toBe('{"choices": []}')
  expect((await exchange(reply(), {input: 'Hi', stream: true})).text).toBe('{"choices": []}')
})

test('fields that nobody looks at are kept, of the request and of the reply', async () => {
  const chunk = {
    id: 'x',
    choices: [{index: 0, delta: {content: 'Hi', audio: null}, logprobs: {content: []}}],
    timings: {n: 1},
  }
  const body = {...REQUEST, temperature: 0.2, messages: [{role: 'user', content: 'Hi', name: 'ada'}]}
  const {text, response, asked} = await exchange(streamOf(chunk, {choices: [{delta: {}, finish_reason: 'stop'}]}), body)
  expect(asked.map((text) => JSON.parse(String(text)))).toEqual([body])
  expect(JSON.parse(text.split('\n')[0]?.slice(6) ?? '')).toEqual(chunk)
  expect(response.headers.get('x-request-id')).toBe('r1')
})

test.each([
  ['cut_off', {}],
  ['length', {finish_reason: 'length'}],
])('a stream that is not whole ends with the error "%s"', async (code, end) => {
  const {text} = await exchange(streamOf({choices: [{index: 0, delta: {content: 'Hi'}, ...end}]}))
  expect(text).toMatch(new RegExp(`data: {"error":{.*"code":"${code}"}}\n\n$`))
})

test('a refused request passes as it is', async () => {
  const {response, text} = await exchange(new Response('busy', {status: 429, headers: {'retry-after': '7'}}))
  expect([response.status, response.headers.get('retry-after'), text]).toEqual([429, '7', 'busy'])
})

test('a stream is read no faster than it is taken, and left when it is left', async () => {
  const sent = {chunks: 0, cancelled: false}
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent.chunks += 1
      controller.enqueue(new TextEncoder().encode('data: {"choices":[]}\n\n'))
    },
    cancel() {
      sent.cancelled = true
    },
  })
  const send = createModelFetch(() => Promise.resolve(new Response(endless)))
  const response = await send('http://localhost', {method: 'POST', body: JSON.stringify(REQUEST)})
  const reader = response.body?.getReader()
  await reader?.read()
  expect(sent.chunks).toBeLessThan(5)
  await reader?.cancel()
  expect(sent.cancelled).toBe(true)
})
