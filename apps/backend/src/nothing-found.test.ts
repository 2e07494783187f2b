import {citedUrls, createTestBackend, textOfAnswer, type TestBackend} from './__fixtures__/backend.ts'
import {startModelServer, type ModelReply, type ModelServer} from './__fixtures__/model-server.ts'

const OFF_TOPIC = 'How do I bake a topic cake with strawberries?'
const INVENTED = 'Beat three eggs, as Topics says [1]. See [the recipe](/book/docs/ros2/topics#topics).'
const NOT_FOUND =
  /^I couldn’t find that in \*Robots by Example\*\. These places come nearest:\n\n- \[.+\]\(<\/book\/docs\/.+>\)/

let upstream: ModelServer
let backend: TestBackend

async function start(...replies: ModelReply[]): Promise<void> {
  upstream = await startModelServer(...replies)
  const env = {OPENAI_API_KEY: 'local', OPENAI_BASE_URL: upstream.url, CHATKIT_MODEL: 'test'}
  backend = await createTestBackend({env})
}
afterEach(async () => {
  await backend.close()
  await upstream.close()
})

test('a model that invents where nothing is found is not heard: the reader is told so, with what comes nearest', async () => {
  await start({kind: 'text', deltas: ['Beat three ', INVENTED.slice(11)]})
  const events = await (await backend.reader()).ask(OFF_TOPIC)
  expect(textOfAnswer(events)).toMatch(NOT_FOUND)
  expect(citedUrls(events)).toEqual([])
  expect(JSON.stringify(events)).not.toContain('eggs')
  expect(
    events.filter((event) => event.type === 'thread.item.done' && event.item.type === 'assistant_message'),
  ).toHaveLength(1)
  expect(events.some((event) => event.type === 'error')).toBe(false)
})

test('nor is one that has searched in other words and found nothing', async () => {
  await start({kind: 'tool', query: 'strawberry'}, {kind: 'text', deltas: [INVENTED]})
  const events = await (await backend.reader()).ask(OFF_TOPIC)
  expect(textOfAnswer(events)).toMatch(NOT_FOUND)
  expect(upstream.requests).toHaveLength(2)
})

test('one that breaks off while it invents leaves nothing of it', async () => {
  await start({kind: 'drop', deltas: ['Beat three eggs']})
  const events = await (await backend.reader()).ask(OFF_TOPIC)
  expect(textOfAnswer(events)).toContain('I couldn’t find that')
  expect(JSON.stringify(events)).not.toContain('eggs')
})

test('one that finds something in other words is heard', async () => {
  await start({kind: 'tool', query: 'service request'}, {kind: 'text', deltas: ['A service answers [1].']})
  const events = await (await backend.reader()).ask(OFF_TOPIC)
  expect(textOfAnswer(events)).toBe('A service answers.')
  expect(citedUrls(events)).toHaveLength(1)
})

test('a model is told what comes nearest', async () => {
  await start({kind: 'text', deltas: ['No.']})
  const reader = await backend.reader()
  await reader.ask(OFF_TOPIC)
  expect(JSON.stringify(upstream.requests[0]?.body)).toMatch(/come nearest.*\/book\/docs\//)
  await reader.ask('What is a topic?')
  expect(JSON.stringify(upstream.requests[1]?.body)).not.toContain('come nearest, though')
})

test('a greeting is answered by the model', async () => {
  await start({kind: 'text', deltas: ['Hello, ask me about robots.']})
  expect(textOfAnswer(await (await backend.reader()).ask('Bonjour !'))).toBe('Hello, ask me about robots.')
})

test('what points to an answer that had its sources, or to what is marked, can be answered without new ones', async () => {
  await start({kind: 'text', deltas: ['A topic is a channel [1].']}, {kind: 'text', deltas: ['Shorter.']})
  const reader = await backend.reader()
  await reader.ask('What is a topic?')
  expect(textOfAnswer(await reader.ask('Please translate that into French'))).toBe('Shorter.')
  const page = {selection: 'Zwölf Boxkämpfer jagen Viktor.'}
  expect(textOfAnswer(await (await backend.reader()).ask('Translate this', {page}))).toBe('Shorter.')
})

test('what points to an answer that had none is no way to an invented one', async () => {
  await start({kind: 'text', deltas: [INVENTED]})
  const reader = await backend.reader()
  await reader.ask('Strawberries?')
  expect(textOfAnswer(await reader.ask('And how do I bake them?'))).toContain('I couldn’t find that')
})
