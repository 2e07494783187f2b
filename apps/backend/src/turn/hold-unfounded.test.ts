import type {ThreadStreamEvent} from 'chatkit-protocol'
import {holdUnfounded} from './hold-unfounded.ts'

const TEXT = {type: 'output_text' as const, text: 'Paris.', annotations: []}
const message = {
  type: 'assistant_message' as const,
  id: 'a',
  thread_id: 't',
  created_at: '2026-01-01T00:00:00Z',
  content: [TEXT],
}
const added: ThreadStreamEvent = {type: 'thread.item.added', item: {...message, content: []}}
const delta: ThreadStreamEvent = {
  type: 'thread.item.updated',
  item_id: 'a',
  update: {type: 'assistant_message.content_part.text_delta', content_index: 0, delta: 'Paris.'},
}
const done: ThreadStreamEvent = {type: 'thread.item.done', item: message}
const progress: ThreadStreamEvent = {type: 'progress_update', text: 'Reading', icon: 'search'}

/** @param foundAt event before which something is retrieved */
async function run(
  events: ThreadStreamEvent[],
  foundAt = Infinity,
): Promise<{seen: ThreadStreamEvent[]; drops: number}> {
  let at = -1
  let drops = 0
  const source = async function* (): AsyncGenerator<ThreadStreamEvent> {
    for (const event of events) {
      at += 1
      yield await Promise.resolve(event)
    }
    at += 1
  }
  const seen: ThreadStreamEvent[] = []
  const onDropped = (): void => {
    drops += 1
  }
  for await (const event of holdUnfounded(source(), () => at >= foundAt, onDropped)) seen.push(event)
  return {seen, drops}
}

test('what is written from nothing is dropped, while the progress is shown', async () => {
  expect(await run([added, delta, progress, done])).toEqual({seen: [progress], drops: 1})
})

test('what is written before something is found comes as soon as it is, in order', async () => {
  expect(await run([added, delta, progress, done], 2)).toEqual({seen: [added, delta, progress, done], drops: 0})
  expect(await run([added, delta, done], 3)).toEqual({seen: [added, delta, done], drops: 0})
})

test('what is written from what was found goes through', async () => {
  expect(await run([progress, added, delta, done], 0)).toEqual({seen: [progress, added, delta, done], drops: 0})
})

test('nothing written is nothing dropped', async () => {
  expect(await run([progress])).toEqual({seen: [progress], drops: 0})
})
