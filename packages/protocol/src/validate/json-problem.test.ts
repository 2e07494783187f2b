import * as fc from 'fast-check'
import {findJsonProblem} from './json-problem.ts'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test.each<[string, number, number, string]>([
  ['', 1, 1, 'a value'],
  ['{', 1, 2, 'a property name in double quotes or "}"'],
  ['[', 1, 2, 'a value or "]"'],
  ['[1,]', 1, 4, 'a value'],
  ['[1 2]', 1, 4, '"," or "]"'],
  ['[1}', 1, 3, '"," or "]"'],
  ['{"a" 1}', 1, 6, '":"'],
  ['{"a":1]', 1, 7, '"," or "}"'],
  ["{'a':1}", 1, 2, 'a property name in double quotes or "}"'],
  ['{"a":1,\n\n "b":\n  undefined}', 4, 3, 'a value'],
  ['01', 1, 2, 'the end of the text'],
  ['"a', 1, 3, 'a closing double quote'],
  [String.raw`"\x"`, 1, 2, 'a valid escape sequence'],
  [String.raw`"\u12g4"`, 1, 2, 'a valid escape sequence'],
  ['"a\tb"', 1, 3, 'an escape sequence instead of a control character'],
  ['null\u00A0', 1, 5, 'the end of the text'],
])('%j is wrong at line %i, column %i: %s', (text, line, column, expected) => {
  expect(findJsonProblem(text)).toEqual({line, column, expected})
})

test('JSON has no problem', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
      expect(findJsonProblem(JSON.stringify(JSON.parse(json), null, indent))).toBeUndefined()
    }),
  )
})

test('it agrees with JSON.parse about every text', () => {
  const token = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '\\',
    '\\u00e9',
    '\\n',
    '1',
    '-',
    '0',
    '.',
    '5',
    'e',
    'E+3',
    'true',
    'null',
    ' ',
    '\n',
    '\t',
    'x',
  )
  fc.assert(
    fc.property(fc.array(token, {maxLength: 8}), (tokens) => {
      const text = tokens.join('')
      expect(findJsonProblem(text) === undefined).toBe(isJson(text))
    }),
    {numRuns: 3000},
  )
})

test('JSON with one character removed is judged as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, at) => {
      const cut = at % json.length
      const text = json.slice(0, cut) + json.slice(cut + 1)
      expect(findJsonProblem(text) === undefined).toBe(isJson(text))
    }),
    {numRuns: 500},
  )
})

test('nesting a million deep is no problem', () => {
  expect(findJsonProblem('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toBeUndefined()
})
