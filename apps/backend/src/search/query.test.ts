import * as fc from 'fast-check'
import {createContent} from '../__fixtures__/content.ts'
import {SearchEngine} from './engine.ts'
import {buildQuery, toMatch} from './query.ts'

const matchOf = (text: string): string | null => toMatch(buildQuery(text).terms, () => 1)

test.each([
  ['CamelCase is also looked for in parts', 'SensorDataQoS', '"sensordataqos" OR "sensor data qo s"'],
  ['snake case is looked for side by side', 'ros2_control', '"ros2" OR "control" OR "ros2 control" OR "ros 2"'],
  ['a topic name is looked for side by side', '/cmd_vel', '"cmd" OR "vel" OR "cmd vel"'],
  ['words of the question form are left out', 'What is a topic?', '"topic"'],
  ['nothing but such words is looked for as it is', 'what is it', '"what" OR "is" OR "it"'],
  ['the form of the answer is left out beside two other words', 'example code of a lidar topic', '"lidar" OR "topic"'],
  ['but not beside less', 'code topic', '"code" OR "topic"'],
  ['diacritics do not matter', 'Élan', '"elan"'],
  ['one spelling is enough', 'randomisation', '"randomization"'],
])('%s', (_name, text, match) => {
  expect(matchOf(text)?.split(' OR ').toSorted()).toEqual(match.split(' OR ').toSorted())
})

test('a text without any word asks nothing', () => {
  expect(matchOf('"*()^:- 😀 …')).toBeNull()
})

describe('words that very many passages have', () => {
  const frequency = (stem: string): number => ({robot: 5_000, arm: 900, capstan: 3})[stem] ?? 0

  test('are left to the ranking where rarer ones find passages', () => {
    expect(toMatch(buildQuery('robot arm capstan').terms, frequency, 1_000)).toBe('"capstan" OR "arm"')
  })

  test('are looked for when there is nothing rarer', () => {
    expect(toMatch(buildQuery('robot robots').terms, frequency, 1_000)).toBe('"robot"')
  })

  test('a word that no passage has is not looked for', () => {
    expect(toMatch(buildQuery('capstan unicorn').terms, frequency, 1_000)).toBe('"capstan"')
    expect(toMatch(buildQuery('unicorn').terms, frequency, 1_000)).toBeNull()
  })
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
    expect(matchOf(text)?.length).toBeLessThan(2_000)
    expect(engine.search({query: text}).passages).toEqual([])
  })
})
