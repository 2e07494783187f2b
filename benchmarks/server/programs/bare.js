/**
 * The least that can stand in for a ChatKit server: node:http and the same bytes, with nothing checked, kept or announced. What it takes
 * is the price of the platform, and how fast it is says what the load generator can take.
 */
import http from 'node:http'
import {answerQuestions} from '../lib/ask.js'
import {cpu, memory} from '../lib/usage.js'
import {deltasOf, readWish, textOf} from '../play.js'

const HEAD = {'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform'}
const THREAD = 'thr_00000000'
const ITEM = {thread_id: THREAD, created_at: '2026-01-01T00:00:00.000Z'}
const OPENING = [
  {type: 'thread.created', thread: {id: THREAD, created_at: ITEM.created_at, status: {type: 'active'}, metadata: {}}},
  {
    type: 'thread.item.done',
    item: {...ITEM, type: 'user_message', id: 'msg_00000000', content: [{type: 'input_text', text: 'A question.'}]},
  },
  {type: 'stream_options', stream_options: {allow_cancel: true}},
  {type: 'thread.item.added', item: {...ITEM, type: 'assistant_message', id: 'msg_00000001', content: []}},
]
  .map(frame)
  .join('')

const server = http.createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => void answer(JSON.parse(Buffer.concat(chunks)), response))
})

async function answer({params}, response) {
  const wish = readWish(params.input)
  response.writeHead(200, HEAD)
  if (wish.everyMs === 0) {
    response.end(wholeAnswer(wish))
    return
  }
  response.write(OPENING)
  for await (const delta of deltasOf(wish)) response.write(deltaFrame(delta))
  response.end(doneFrame(textOf(wish)))
}

/** Made once for each length, to be sent as fast as can be. */
const whole = new Map()
function wholeAnswer({deltas}) {
  const known = whole.get(deltas)
  if (known !== undefined) return known
  const body = Buffer.from(OPENING + deltaFrame('word ').repeat(deltas) + doneFrame(textOf({deltas})))
  whole.set(deltas, body)
  return body
}

function deltaFrame(delta) {
  const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta}
  return frame({type: 'thread.item.updated', item_id: 'msg_00000001', update})
}

function doneFrame(text) {
  const content = [{type: 'output_text', text, annotations: []}]
  return frame({type: 'thread.item.done', item: {...ITEM, type: 'assistant_message', id: 'msg_00000001', content}})
}

function frame(event) {
  return `data: ${JSON.stringify(event)}\n\n`
}

server.listen(0, '127.0.0.1', () =>
  answerQuestions({url: `http://127.0.0.1:${server.address().port}/chatkit`}, {cpu, memory}),
)
