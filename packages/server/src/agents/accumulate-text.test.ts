import {accumulateText} from './accumulate-text.ts'
import {eventsOf} from './__fixtures__/agent-run.ts'
import {delta, started} from './__fixtures__/models.ts'

test('a model’s text is the states of one widget, the last of which no longer streams', async () => {
  const raw = (data: object) => ({type: 'raw_model_stream_event' as const, data: data as typeof started})
  const twin = {type: 'model', event: {type: 'response.output_text.delta', delta: 'Hel'}}
  const run = eventsOf(raw(started), raw(delta('Hel')), raw(twin), raw(delta('lo')), {
    type: 'agent_updated_stream_event',
  })
  const states: unknown[] = []
  for await (const state of accumulateText(run, {type: 'Text', id: 't', value: '', streaming: true})) states.push(state)
  const base = {type: 'Text', id: 't', streaming: true}
  expect(states).toEqual([
    {...base, value: ''},
    {...base, value: 'Hel'},
    {...base, value: 'Hello'},
    {...base, value: 'Hello', streaming: false},
  ])
})
