import {ENGLISH} from '../texts/en.ts'
import {createContent} from '../__fixtures__/content.ts'
import {readToolOutput, writeToolOutput} from '../agent/tool-output.ts'
import {SearchEngine} from '../search/engine.ts'
import {composeAnswer} from './compose.ts'

let engine: SearchEngine
beforeAll(() => {
  engine = new SearchEngine(':memory:')
  engine.ingest(createContent())
})
afterAll(() => engine.close())

function answer(question: string): string {
  const numbers = new Map<string, number>()
  const output = writeToolOutput(
    engine.search({query: question}),
    ({id}) => numbers.get(id) ?? numbers.set(id, numbers.size + 1).size,
  )
  return composeAnswer(question, {query: question}, readToolOutput(output)!, {
    title: 'Robots by Example',
    texts: ENGLISH,
  })
}

/** The quoted sentences, without the line that says what this is. */
function quoted(text: string): string[] {
  return text.split('\n\n').slice(1)
}

test('it says that it quotes', () => {
  expect(answer('What is a topic?')).toMatch(/^\*Robots by Example\* says, in its own words:/)
})

test('a definition comes first', () => {
  expect(quoted(answer('What is a topic?'))[0]).toMatch(
    /^A topic is a named channel on which nodes publish messages\. \[\d\]/,
  )
  expect(quoted(answer('what is a service'))[0]).toMatch(/^A service is a request/)
})

test('every sentence carries the number of its passage', () => {
  const text = quoted(answer('Why are topics used for camera images?')).join(' ')
  const sentences = text.match(/[A-Z][^.]+\./g) ?? []
  expect(sentences.length).toBeGreaterThanOrEqual(2)
  expect(sentences.length).toBeLessThanOrEqual(6)
  expect(text.match(/\[\d\]/g)).toHaveLength(sentences.length)
})

test('steps are given as the list they are', () => {
  expect(answer('How do I start a controller?')).toMatch(
    /1\. Write its parameters.* \[1\]\n2\. Load it.* \[1\]\n3\. Activate it\. \[1\]/,
  )
})

test('a comparison is answered with the table', () => {
  expect(answer('What is the difference between a topic and a service?')).toContain(
    '|  | Topic | Service |\n| --- | --- | --- |\n| Direction | one to many | one to one |',
  )
})

test('code is shown when code is asked for', () => {
  expect(answer('Show me code for a publisher on /cmd_vel')).toContain(
    "```python\npublisher = node.create_publisher(Twist, '/cmd_vel', 10)",
  )
  expect(answer('What is a topic?')).not.toContain('```')
})

test('learning goals are not taken for an answer', () => {
  expect(answer('What is a topic?')).not.toContain('Say what a topic is')
})

test('what was not found is said, with links to what came nearest', () => {
  expect(answer('How do I bake a topic cake with strawberries?')).toMatch(
    /^I couldn’t find that in \*Robots by Example\*\. These places come nearest:\n\n- \[.+\]\(<\/book\/docs\/.+>\)/,
  )
  expect(answer('Strawberries?')).toMatch(/^I couldn’t find that .* Try other words/)
})

test('text of the book cannot become markup or a citation', () => {
  const passages = [
    {
      number: 1,
      page: 'P',
      heading: 'H',
      url: '/p',
      text: 'A robot is a <b>machine</b> as in [2] and *so* on, or `a[1]`.',
      code: [],
    },
  ]
  expect(
    composeAnswer(
      'What is a robot?',
      {query: 'What is a robot?'},
      {passages, nearest: []},
      {title: 'T', texts: ENGLISH},
    ),
  ).toContain('A robot is a \\<b\\>machine\\</b\\> as in \\[2\\] and \\*so\\* on, or `a[1]`. [1]')
})
