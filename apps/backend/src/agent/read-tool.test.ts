import {EmbeddedIndex} from '../search/embedded-index.ts'
import {answerOf, citedUrls, createTestBackend, textOfAnswer, type TestBackend} from '../__fixtures__/backend.ts'
import {createContent, section} from '../__fixtures__/content.ts'
import {startModelServer, type ModelReply, type ModelServer} from '../__fixtures__/model-server.ts'

let upstream: ModelServer
let backend: TestBackend

const LONG = Array.from({length: 40}, (_, at) => `Step ${at + 1} of the bring-up: ${'check the wiring. '.repeat(20)}`)

async function ask(...replies: ModelReply[]) {
  upstream = await startModelServer(...replies)
  const content = createContent()
  const long = section('ros2/bring-up', {title: 'Bring-up', headingPath: ['Bring-up'], text: LONG.join('\n\n')})
  backend = await createTestBackend({
    env: {OPENAI_API_KEY: 'local', OPENAI_BASE_URL: upstream.url, CHATKIT_MODEL: 'test'},
    content: JSON.stringify({...content, sections: [...content.sections, long]}),
  })
  return await (await backend.reader()).ask('What is a topic?')
}
afterEach(async () => {
  await backend.close()
  await upstream.close()
})

const read = (args: Record<string, unknown>): ModelReply => ({kind: 'call', name: 'read_section', args})

class BrokenSections extends EmbeddedIndex {
  override section(): Promise<never> {
    return Promise.reject(new Error('disk secret gone'))
  }
}

/** What the tool has answered, as the model got it. */
function outputs(): Record<string, unknown>[] {
  const messages = upstream.requests.at(-1)?.body['messages']
  return (Array.isArray(messages) ? messages : [])
    .filter((message: {role: string}) => message.role === 'tool')
    .map(({content}: {content: string}) => JSON.parse(content) as Record<string, unknown>)
}

test('a section that was never found is read by its URL and can be cited', async () => {
  const events = await ask(read({section: '/book/docs/ros2/control#start', part: 1}), {
    kind: 'text',
    deltas: ['Load it with the controller manager [3, 4, 5, 6, 7].'],
  })
  const [output] = outputs()
  expect(output).toMatchObject({
    page: 'Control',
    heading: 'Starting a controller',
    url: '/book/docs/ros2/control#start',
  })
  expect(output?.['text']).toContain('Load it with the controller manager.')
  expect(output?.['before']).toEqual([{heading: 'Controllers', url: '/book/docs/ros2/control#controllers'}])
  expect(output?.['note']).toBeUndefined()
  // Whichever number it got: the search found less than seven.
  expect(citedUrls(events)).toContain('/book/docs/ros2/control#start')
  expect(events.findLast((event) => event.type === 'progress_update')).toMatchObject({
    text: 'Reading *Starting a controller*…',
  })
})

test.each([
  ['its number', {section: '1', part: 1}],
  ['its number in brackets', {section: '[1]', part: 1}],
  ['a number that is no string, without a part', {section: 1}],
  ['its URL', {section: '/book/docs/ros2/topics#topics', part: 1}],
  ['its whole URL', {section: 'https://book.example/book/docs/ros2/topics#topics', part: 1}],
])('a passage that was found keeps its number when its section is read by %s', async (_name, args) => {
  const events = await ask(read(args), {kind: 'text', deltas: ['Every subscriber gets each message [1].']})
  expect(outputs()).toMatchObject([{number: 1, heading: 'Topics', code: [{title: 'A publisher'}]}])
  expect(citedUrls(events)).toEqual(['/book/docs/ros2/topics#topics'])
})

test.each([
  ['an unknown URL', {section: '/book/docs/nowhere', part: 1}],
  ['a number that was not given', {section: '77', part: 1}],
  ['another site', {section: 'https://elsewhere.example/docs', part: 1}],
  ['nothing', {}],
  ['something of another type', {section: {url: 'x'}, part: 'two'}],
])('%s is answered by what the model can do, and the answer goes on', async (_name, args) => {
  const events = await ask(read(args), {kind: 'text', deltas: ['A topic is a channel [1].']})
  expect(outputs()).toEqual([{error: expect.stringMatching(/^There is no such section\. Give the number or the url/)}])
  expect(textOfAnswer(events)).toBe('A topic is a channel.')
})

test('a long section comes in parts, and each says that it goes on', async () => {
  const url = '/book/docs/ros2/bring-up'
  await ask(read({section: url, part: 1}), read({section: url, part: 2}), read({section: url, part: 99}), {
    kind: 'text',
    deltas: ['Done.'],
  })
  const [first, second, last] = outputs()
  expect(first?.['note']).toMatch(/^This is part 1 of 2\. The section goes on: read part 2/)
  expect(first?.['text']).toMatch(/^Step 1 of/)
  expect(second?.['text']).toMatch(/Step 40 of/)
  expect(second?.['note']).toBe('This is part 2 of 2, the last one.')
  expect(last).toEqual(second)
})

test('an index that cannot be read is told to the model without its reason, and logged', async () => {
  upstream = await startModelServer(read({section: '/book/docs/ros2/control', part: 1}), {
    kind: 'text',
    deltas: ['A topic is a channel [1].'],
  })
  backend = await createTestBackend({
    env: {OPENAI_API_KEY: 'local', OPENAI_BASE_URL: upstream.url, CHATKIT_MODEL: 'test'},
    parts: {index: new BrokenSections(':memory:')},
  })
  const events = await (await backend.reader()).ask('What is a topic?')
  expect(outputs()).toEqual([{error: expect.stringContaining('did not work')}])
  expect(answerOf(events).content[0]?.text).toBe('A topic is a channel.')
  expect(backend.log.filter((line) => line['msg'] === 'a tool of the agent failed')).toHaveLength(1)
  expect(JSON.stringify(upstream.requests)).not.toContain('secret')
})
