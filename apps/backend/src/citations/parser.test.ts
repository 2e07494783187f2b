import * as fc from 'fast-check'
import {CitationParser, type CitationPart} from './parser.ts'

/** Joins neighbouring text parts, so that only what a reader would see is compared. */
function join(parts: CitationPart[]): {text: string; markers: {numbers: number[]; index: number}[]} {
  const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
  const markers = parts.flatMap((part) => (part.type === 'markers' ? [{numbers: part.numbers, index: part.index}] : []))
  return {text, markers}
}

function parse(...chunks: string[]) {
  const parser = new CitationParser()
  return join([...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.end()])
}

test.each([
  ['a marker goes, with the space before it', 'Robots move [1].', 'Robots move.', [{numbers: [1], index: 11}]],
  ['several numbers in one marker', 'A [1, 2; 3] b', 'A b', [{numbers: [1, 2, 3], index: 1}]],
  [
    'markers side by side',
    'A [1][2] b',
    'A b',
    [
      {numbers: [1], index: 1},
      {numbers: [2], index: 1},
    ],
  ],
  ['double brackets', 'A [[4]].', 'A.', [{numbers: [4], index: 1}]],
  ['a marker inside other brackets', 'A [see [1]].', 'A [see].', [{numbers: [1], index: 6}]],
  ['a footnote mark', 'A[^2]', 'A', [{numbers: [2], index: 1}]],
  ['words are not glued together', 'one [1]two', 'one two', [{numbers: [1], index: 3}]],
  ['a marker at the start of a line', 'x\n[1] y', 'x\ny', [{numbers: [1], index: 2}]],
  ['a link is not a marker', 'see [1](/docs)', 'see [1](/docs)', []],
  ['a link definition is not a marker', '[1]: /docs', '[1]: /docs', []],
  ['code spans are left alone', 'use `a[1]` here [1]', 'use `a[1]` here', [{numbers: [1], index: 15}]],
  ['fences are left alone', '```py\na [1]\n```\nb [1]', '```py\na [1]\n```\nb', [{numbers: [1], index: 17}]],
  ['a fence in a list', '- x\n  ```\n  a[1]\n  ```\n', '- x\n  ```\n  a[1]\n  ```\n', []],
  ['a stray backtick ends with its paragraph', 'a ` b\n\nc [1]', 'a ` b\n\nc', [{numbers: [1], index: 8}]],
  ['a vector with a zero is text', 'the point [0, 0, 1]', 'the point [0, 0, 1]', []],
  ['a year is text', 'in [2024]', 'in [2024]', []],
  ['an escaped bracket is text', 'a \\[1]', 'a \\[1]', []],
  ['an unfinished marker is text', 'a [1', 'a [1', []],
  ['a range is every number in it', 'A [1-3].', 'A.', [{numbers: [1, 2, 3], index: 1}]],
  ['a range among numbers, with a dash', 'A [1, 3–5; 7].', 'A.', [{numbers: [1, 3, 4, 5, 7], index: 1}]],
  ['a range that runs backwards is text', 'from [5-2] to', 'from [5-2] to', []],
  ['a range that is too long is text', 'pages [10-99]', 'pages [10-99]', []],
  ['an interval from zero is text', 'in [0-9] or [0, 1]', 'in [0-9] or [0, 1]', []],
  [
    'brackets of other systems',
    'A 【1】 b 【2†source】 c 【3†L1-L9】.',
    'A b c.',
    [
      {numbers: [1], index: 1},
      {numbers: [2], index: 3},
      {numbers: [3], index: 5},
    ],
  ],
  ['their trail in plain brackets', 'A [4†source].', 'A.', [{numbers: [4], index: 1}]],
  ['such brackets without a number are text', 'A 【x】 【', 'A 【x】 【', []],
  ['three digits are text', 'room [101]', 'room [101]', []],
  [
    'an index in a formula is left alone',
    'the sum $x[1] + x[2]$ is [3]',
    'the sum $x[1] + x[2]$ is',
    [{numbers: [3], index: 24}],
  ],
  [
    'a formula over several lines is left alone',
    '$$\n x[1]\n$$\n\nso [2]',
    '$$\n x[1]\n$$\n\nso',
    [{numbers: [2], index: 15}],
  ],
  [
    'a formula in TeX’s own brackets is left alone',
    '\\(x[1]\\) and \\[y[2]\\] by [3]',
    '\\(x[1]\\) and \\[y[2]\\] by',
    [{numbers: [3], index: 24}],
  ],
  [
    'a dollar begins no formula that never ends',
    'set $HOME to it [1]\nand US$ 5 [2]',
    'set $HOME to it\nand US$ 5',
    [
      {numbers: [1], index: 15},
      {numbers: [2], index: 25},
    ],
  ],
  [
    'prices are no formula',
    'from $5 [1] to $6 [2]',
    'from $5 to $6',
    [
      {numbers: [1], index: 7},
      {numbers: [2], index: 13},
    ],
  ],
  [
    'a pair of dollars that never ends does not switch citations off',
    '$$ x [1]\n\ny [2]',
    '$$ x\n\ny',
    [
      {numbers: [1], index: 4},
      {numbers: [2], index: 7},
    ],
  ],
  ['trailing spaces stay', 'a  ', 'a  ', []],
])('%s', (_name, input, text, markers) => {
  expect(parse(input)).toEqual({text, markers})
})

test('a marker split across deltas is found at every cut', () => {
  const input = 'Topics carry messages [1, 2]. `x[1]` stays. [[3]]\n\n```\n[1]\n```\nend [1](/x) [2]'
  const whole = parse(input)
  for (let cut = 0; cut <= input.length; cut += 1) expect(parse(input.slice(0, cut), input.slice(cut))).toEqual(whole)
})

test('every way to cut a text into deltas gives the same result', () => {
  const pieces = fc.constantFrom(
    '[',
    ']',
    '[1]',
    '[[2]]',
    '`',
    '```',
    '~~~',
    '\n',
    '\n\n',
    ' ',
    '  ',
    '\\',
    '(',
    ':',
    ',',
    '1',
    '12',
    'a',
    'é',
    '😀',
    '> ',
    '- ',
    '$',
    '$$',
    '\\(',
    '\\]',
    '-',
    '–',
    '[2-4]',
    '【',
    '】',
    '†',
    '【3†a】',
  )
  fc.assert(
    fc.property(fc.array(pieces, {maxLength: 40}), fc.array(fc.nat({max: 60}), {maxLength: 8}), (tokens, cuts) => {
      const input = tokens.join('')
      const at = [0, ...cuts.filter((cut) => cut < input.length).toSorted((a, b) => a - b), input.length]
      const chunks = at.slice(1).map((end, i) => input.slice(at[i], end))
      expect(parse(...chunks)).toEqual(parse(input))
    }),
    {numRuns: 2_000},
  )
})

test('whatever is written, text that is no marker comes through, and every number was written', () => {
  const pieces = fc.constantFrom('[1]', '[2, 3]', '【4】', 'word', ' ', '\n', '`', '$', '[', ']', '.', '😀')
  fc.assert(
    fc.property(fc.array(pieces, {maxLength: 40}), (tokens) => {
      const input = tokens.join('')
      const {text, markers} = parse(input)
      const bare = (value: string): string => value.replace(/[\s\d,[\]【】]/g, '')
      expect(bare(text)).toBe(bare(input))
      for (const {numbers, index} of markers) {
        expect(index).toBeLessThanOrEqual(text.length)
        for (const number of numbers) expect(input).toContain(String(number))
      }
    }),
    {numRuns: 2_000},
  )
})

test('a marker behind a lone dollar is waited for no longer than a formula may be', () => {
  const parser = new CitationParser()
  const first = parser.push(`see $HOME [1] ${'x '.repeat(300)}`)
  expect(join(first).markers).toEqual([{numbers: [1], index: 9}])
})

test('text of one megabyte goes through in one push', () => {
  const input = 'word [1] '.repeat(120_000)
  expect(parse(input).markers).toHaveLength(120_000)
})
