import {Reader} from '../__fixtures__/tree.ts'
import {InlineParser} from '../inline/parser.ts'

/** How deep a tree goes. */
const depthOf = (value: unknown): number => {
  let depth = 0
  let level: unknown[] = [value]
  while (level.length > 0) {
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []))
    depth++
  }
  return depth
}

const BOMBS: ReadonlyArray<[string, string]> = [
  ['quotes', `${'>'.repeat(10_000)}a`],
  ['quotes on many lines', Array.from({length: 200}, (_, i) => `${'>'.repeat(i)} a`).join('\n')],
  ['list marks', `${'- '.repeat(10_000)}a`],
  ['nested lists', Array.from({length: 300}, (_, i) => `${'  '.repeat(i)}- a`).join('\n')],
  ['open brackets', '['.repeat(10_000)],
  ['bracket pairs', `${'['.repeat(10_000)}a${']'.repeat(10_000)}`],
  ['image marks', `${'!['.repeat(5000)}a${'](b)'.repeat(5000)}`],
  ['half links', '[a](b'.repeat(5000)],
  ['stars', '*'.repeat(100_000)],
  ['open emphasis', '*a '.repeat(20_000)],
  ['nested emphasis', `${'*a '.repeat(5000)}${' b*'.repeat(5000)}`],
  ['a long line', 'word '.repeat(40_000)],
  ['backticks', Array.from({length: 300}, (_, i) => '`'.repeat(i)).join(' ')],
  ['dollar signs', '$a '.repeat(20_000)],
  ['blanks', `${' '.repeat(100_000)}a`],
  ['tabs', `${'\t'.repeat(100_000)}a`],
  ['unclosed comments', '<!-- '.repeat(10_000)],
  ['attributes', `<x${' a=b'.repeat(20_000)}`],
]

describe.each(BOMBS)('%s', (_, text) => {
  test.each([true, false])('read in bounded depth, each character once (streaming: %s)', (streaming) => {
    const reader = new Reader()
    const tree = reader.tree(text, streaming)
    expect(depthOf(tree)).toBeLessThan(450)
    expect(reader.runs.charactersRead).toBeLessThanOrEqual(text.length)
  })
})

/** Characters that the inline parser reads while a text arrives in steps. */
const readWhileStreaming = (text: string, step: number): number => {
  const reader = new Reader()
  for (let end = step; end < text.length + step; end += step) reader.tree(text.slice(0, end), true)
  return reader.runs.charactersRead
}

test('an endless paragraph costs its open end and not its length', () => {
  const sentence = 'A sentence of the *long* paragraph, which has `code` in it. '
  const once = readWhileStreaming(sentence.repeat(400), 40)
  const twice = readWhileStreaming(sentence.repeat(800), 40)
  expect(twice / once).toBeLessThan(2.2)
})

test('so does one without a single full stop', () => {
  const once = readWhileStreaming('word '.repeat(8000), 100)
  const twice = readWhileStreaming('word '.repeat(16_000), 100)
  expect(twice / once).toBeLessThan(2.2)
})

test('finished blocks stay the same objects', () => {
  const reader = new Reader()
  const before = reader.read('# A\n\n- b\n- c\n\nD\n', true).blocks
  const after = reader.read('# A\n\n- b\n- c\n\nD\ne\n\nF', true).blocks
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2))
  expect(after[0]).toBe(before[0])
  expect(after[1]).toBe(before[1])
})

test('so do the finished items and rows of an open list or table', () => {
  for (const text of ['- a\n- b\n- c\n', '|a|\n|-|\n|b|\n|c|\n']) {
    const reader = new Reader()
    const [before] = reader.read(text, true).blocks
    const [after] = reader.read(`${text}${text.slice(-4)}`, true).blocks
    if (before?.type === 'list' && after?.type === 'list') expect(after.children[0]).toBe(before.children[0])
    else if (before?.type === 'table' && after?.type === 'table') expect(after.rows[0]).toBe(before.rows[0])
    else throw new Error(`Expected two lists or tables, got ${before?.type} and ${after?.type}`)
  }
})

test('a piece of a very long run ends where nothing is open', () => {
  const text = `${'Some words. '.repeat(200)}**bold over. Two sentences.** ${'More words. '.repeat(200)}`
  const {end} = new InlineParser(text, 0, false, {link: () => undefined, hasNote: () => false}).parse()
  expect(end).toBeGreaterThan(2000)
  expect(text.slice(0, end)).toMatch(/\. $/)
})
