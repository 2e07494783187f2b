import {isExact, readPlain, StreamReader} from './outcome.js'

const encoder = new TextEncoder()

function respond(...chunks) {
  const body = new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift()
      if (chunk instanceof Error) controller.error(chunk)
      else if (chunk === undefined) controller.close()
      else controller.enqueue(encoder.encode(chunk))
    },
  })
  return new Response(body, {headers: {'content-type': 'text/event-stream; charset=utf-8'}})
}

test('events are read across chunks', async () => {
  const reader = new StreamReader(respond('data: {"type":"a"}\n', '\ndata: {"ty', 'pe":"b"}\n\n'))
  expect((await reader.read()).outcome).toEqual({
    status: 200,
    type: 'text/event-stream',
    events: [{type: 'a'}, {type: 'b'}],
    end: 'complete',
  })
})

test('a body that breaks off is cut', async () => {
  const reader = new StreamReader(respond('data: {"type":"a"}\n\n', new Error('reset')))
  expect((await reader.read()).outcome).toMatchObject({events: [{type: 'a'}], end: 'cut'})
})

test('half a frame at the end is not lost', async () => {
  const reader = new StreamReader(respond('data: {"type":'))
  expect((await reader.read()).outcome).toMatchObject({events: [], framing: ['data: {"type":']})
})

test('a reader that wants two events gets two, whatever the chunk holds, and the rest later', async () => {
  const reader = new StreamReader(respond('data: 1\n\ndata: 2\n\ndata: 3\n\n'))
  expect((await reader.read(2)).outcome.events).toEqual([1, 2])
  expect((await reader.read()).outcome.events).toEqual([1, 2, 3])
})

test.each([
  ['data: {"a":[1,"b c"]}', true],
  ['data: {"text":"\\"a\\" \u2028 é 🤖 \\u0001 \\\\u2028"}', true],
  ['data: {"a": 1}', false],
  ['data: {"a":\n1}', false],
  ['data:{"a":1}', false],
  ['event: x\ndata: {"a":1}', false],
  [': ping', false],
  ['data: [DONE]x', false],
  ['data: {"text":"\\u00e9"}', false],
])('frame %j: exact is %j', (frame, exact) => {
  expect(isExact(frame)).toBe(exact)
})

test('an answer that is no JSON is kept as text', async () => {
  const response = new Response('Internal Server Error', {status: 500, headers: {'content-type': 'text/plain'}})
  expect(await readPlain(response)).toEqual({status: 500, type: 'text/plain', body: 'Internal Server Error'})
})
