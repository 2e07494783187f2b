import * as fc from 'fast-check'
import {markdownText, prefixesOf} from '../__fixtures__/text.ts'
import {Reader} from '../__fixtures__/tree.ts'

const cuts = fc.array(fc.nat(10_000), {maxLength: 12})

test('a text that arrives in pieces ends in the same tree as the whole text', () => {
  fc.assert(
    fc.property(markdownText(60), cuts, (text, at) => {
      const reader = new Reader()
      for (const prefix of prefixesOf(text, at)) reader.tree(prefix, true)
      expect(reader.tree(text)).toEqual(new Reader().tree(text))
    }),
    {numRuns: 500},
  )
})

test('so does a long paragraph, which is cut into pieces', () => {
  const sentence = fc.constantFrom(
    'One **two** three. ',
    'Open * star. ',
    'A `code` span! ',
    'x `y. ',
    '[a](b) c. ',
    '[ d. ',
    'Is $5 ok? ',
    '机器人。',
    'w '.repeat(150),
  )
  const long = fc.array(sentence, {minLength: 60, maxLength: 400}).map((parts) => parts.join(''))
  fc.assert(
    fc.property(long, cuts, (text, at) => {
      const reader = new Reader()
      for (const prefix of prefixesOf(
        text,
        at.map((cut) => cut * 7),
      ))
        reader.tree(prefix, true)
      expect(reader.tree(text)).toEqual(new Reader().tree(text))
    }),
    {numRuns: 60},
  )
})

test('no text makes the parser throw, whatever its characters', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 200}), fc.boolean(), (text, streaming) => {
      expect(new Reader().tree(text, streaming)).toBeInstanceOf(Array)
    }),
  )
})

test('no piece of a long paragraph ends inside what may still become a formula', () => {
  const text = `${'Word. '.repeat(341)}and $some words here. And more. Then x$ the rest.`
  const reader = new Reader()
  for (let end = 2000; end < text.length; end++) reader.tree(text.slice(0, end), true)
  expect(reader.tree(text)).toEqual(new Reader().tree(text))
  expect(JSON.stringify(reader.tree(text))).toContain('"tex":"some words here. And more. Then x"')
})
