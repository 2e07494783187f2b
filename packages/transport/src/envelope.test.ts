import {prepareEnvelope} from './envelope.ts'
import {repeatabilityOf} from './operation.ts'

const page = {url: '/docs/ros2#topics', title: 'Topics'}
const turn = {type: 'threads.create', params: {input: {content: [{type: 'input_text', text: 'Grüße 👋'}]}}}

test('the page travels with a question, beside metadata that is already there', () => {
  const {body, operation} = prepareEnvelope(JSON.stringify({...turn, metadata: {quiz: true, page: 'old'}}), page)
  expect(operation).toBe('threads.create')
  expect(JSON.parse(body as string)).toEqual({...turn, metadata: {quiz: true, page}})
})

test('metadata that is no object makes room for the page', () => {
  const {body} = prepareEnvelope(JSON.stringify({...turn, metadata: 'text'}), page)
  expect(JSON.parse(body as string)).toEqual({...turn, metadata: {page}})
})

test.each([
  ['without a page', JSON.stringify(turn), undefined],
  ['an operation that only reads', '{"type": "threads.list", "params": {"limit": 9999}}', page],
  ['broken JSON', '{"type": "threads.create"', page],
  ['JSON that is no envelope', '["threads.create"]', page],
  ['an envelope without a type', '{"params": {}}', page],
])('%s: the bytes stay as they are', (_, body, context) => {
  expect(prepareEnvelope(body, context).body).toBe(body)
})

test('a body that is not text stays as it is', () => {
  const form = new FormData()
  expect(prepareEnvelope(form, page)).toEqual({operation: undefined, body: form})
  expect(prepareEnvelope(null, page)).toEqual({operation: undefined, body: null})
})

test.each([
  ['POST', 'threads.get_by_id', 'safe'],
  ['POST', 'threads.list', 'safe'],
  ['POST', 'items.list', 'safe'],
  ['POST', 'threads.update', 'safe'],
  ['POST', 'threads.create', 'once'],
  ['POST', 'threads.add_user_message', 'once'],
  ['POST', 'threads.retry_after_item', 'once'],
  ['POST', 'threads.delete', 'once'],
  ['POST', 'items.feedback', 'once'],
  ['POST', 'an.operation.of.tomorrow', 'once'],
  ['POST', undefined, 'once'],
  ['GET', undefined, 'safe'],
  ['DELETE', undefined, 'once'],
])('%s %s may be sent: %s', (method, operation, expected) => {
  expect(repeatabilityOf(method, operation)).toBe(expected)
})
