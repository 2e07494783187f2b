import * as fc from 'fast-check'
import {createContent} from '../__fixtures__/content.ts'
import {SearchEngine} from './engine.ts'
import {buildQuery} from './query.ts'

test.each([
  ['CamelCase is also looked for in parts', 'SensorDataQoS', '"sensordataqos" OR "sensor data qo s"'],
  ['snake case is looked for side by side', 'ros2_control', '"ros2" OR "control" OR "ros2 control" OR "ros 2"'],
  ['a topic name is looked for side by side', '/cmd_vel', '"cmd" OR "vel" OR "cmd vel"'],
  ['words of the question form are left out', 'What is a topic?', '"topic"'],
  ['nothing but such words is looked for as it is', 'what is it', '"what" OR "is" OR "it"'],
  ['diacritics do not matter', 'Élan', '"elan"'],
  ['one spelling is enough', 'randomisation', '"randomization"'],
])('%s', (_name, text, match) => {
  expect(buildQuery(text).match).toBe(match)
})

test('a text without any word asks nothing', () => {
  expect(buildQuery('"*()^:- 😀 …').match).toBeNull()
})

describe('whatever is typed', () => {
  let engine: SearchEngine
  beforeAll(() => {
    engine = new SearchEngine(':memory:')
    engine.ingest(createContent())
  })
  afterAll(() => engine.close())

  const words = fc.constantFrom(
    'topic',
    'AND',
    'OR',
    'NOT',
    'NEAR(',
    'NEAR/2',
    '"',
    "'",
    '*',
    '^',
    ':',
    '-',
    '+',
    '(',
    ')',
    '{',
    '}',
    'title:',
    '\u0000',
    '\u001B',
    '\uD800',
    '😀',
    'مرحبا',
    '主题',
    '<script>',
    "'; DROP TABLE passages; --",
    '\n',
  )

  test('no text is a syntax error to the index', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({unit: 'binary'}),
          fc.array(words, {maxLength: 30}).map((all) => all.join(' ')),
          fc.array(words, {maxLength: 30}).map((all) => all.join('')),
        ),
        (text) => {
          expect(() => engine.search({query: text})).not.toThrow()
        },
      ),
      {numRuns: 500},
    )
  })

  test('one megabyte is cut to a query of bounded size', () => {
    const text = Array.from({length: 150_000}, (_, i) => `w${i}`).join(' ')
    expect(buildQuery(text).match?.length).toBeLessThan(2_000)
    expect(engine.search({query: text}).passages).toEqual([])
  })
})
