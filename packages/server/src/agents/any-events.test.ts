import * as fc from 'fast-check'
import type {ThreadStreamEvent} from 'chatkit-protocol'
import {collect, createContext, eventsOf} from './__fixtures__/agent-run.ts'
import type {RunEvent} from './run-event.ts'
import {streamAgentResponse} from './stream-agent-response.ts'

/** Few values, so that events meet; and some that no server should send. */
const id = fc.constantFrom('a', 'b', '', 'FAKE_ID', null, 7)
const index = fc.constantFrom(0, 1, -1, 1e9, 'x', null)
const said = fc.constantFrom('', 'one', 'two', null)
const annotation = fc.constantFrom(
  {type: 'url_citation', url: 'https://example.com', title: 'A', end_index: 1},
  {type: 'file_citation', filename: ''},
  {type: 'url_citation'},
  null,
)
const part = fc.record({
  type: fc.constantFrom('output_text', 'refusal', 'x'),
  text: said,
  refusal: said,
  annotations: fc.array(annotation, {maxLength: 2}),
})
const item = fc.oneof(
  fc.record({
    type: fc.constantFrom('message', 'reasoning', 'image_generation_call', 'function_call', 'x'),
    id,
    role: fc.constant('assistant'),
    content: fc.array(part, {maxLength: 2}),
    result: said,
  }),
  fc.constant(null),
)

const raw = fc.record({
  type: fc.constantFrom(
    'response.created',
    'response.completed',
    'response.output_item.added',
    'response.output_item.done',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.done',
    'response.output_text.annotation.added',
    'response.reasoning_summary_text.delta',
    'response.reasoning_summary_text.done',
    'response.image_generation_call.partial_image',
  ),
  item,
  item_id: id,
  output_index: index,
  content_index: index,
  summary_index: index,
  partial_image_index: index,
  partial_image_b64: said,
  delta: said,
  text: said,
  part,
  annotation,
  response: fc.record({output: fc.array(item, {maxLength: 2})}),
})

function model(data: object): RunEvent {
  return {type: 'raw_model_stream_event', data: data as Extract<RunEvent, {data: unknown}>['data']}
}

const responsesEvent = raw.map((event) => ({
  type: 'model',
  event,
  providerData: {rawModelEventSource: 'openai-responses'},
}))
const normalisedEvent = fc.oneof(
  fc.constant({type: 'response_started'}),
  fc.record({type: fc.constant('output_text_delta'), delta: said, itemId: id}),
  fc.record({type: fc.constant('response_done'), response: fc.record({output: fc.array(item, {maxLength: 2})})}),
  fc.record({reasoning: said}).map((delta) => ({type: 'model', event: {choices: [{index: 0, delta}]}})),
  fc.constant({type: 'model', event: null}),
)

/** What is wrong with a stream, if anything: an item must begin once, end once, and change only in between. */
function faultsOf(events: ThreadStreamEvent[]): string[] {
  const open = new Set<string>()
  const ended = new Set<string>()
  const faults: string[] = []
  for (const event of events) {
    if (event.type === 'thread.item.added') {
      if (open.has(event.item.id) || ended.has(event.item.id)) faults.push(`${event.item.id} began twice`)
      open.add(event.item.id)
    }
    if (event.type === 'thread.item.updated' && !open.has(event.item_id)) faults.push(`${event.item_id} is not open`)
    if (event.type === 'thread.item.done' || event.type === 'thread.item.removed') {
      const ending = 'item' in event ? event.item.id : event.item_id
      if (!open.delete(ending)) faults.push(`${ending} ended without having begun`)
      ended.add(ending)
    }
  }
  // A workflow may stay open: it is kept for the next turn.
  const left = [...open].filter((one) => !one.startsWith('wf_')).map((one) => `${one} never ended`)
  return [...faults, ...left]
}

test.each([
  ['a Responses model', responsesEvent],
  ['a model of another kind', normalisedEvent],
  ['models of both kinds in one run', fc.oneof(responsesEvent, normalisedEvent)],
])('whatever %s sends, in whatever order, every item begins once and ends once', async (_kind, event) => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, {maxLength: 12}), async (sent) => {
      const context = await createContext()
      const events = await collect(streamAgentResponse(context, eventsOf(...sent.map(model))))
      expect(faultsOf(events)).toEqual([])
    }),
    {numRuns: 500},
  )
})
