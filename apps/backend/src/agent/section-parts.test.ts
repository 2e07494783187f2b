import * as fc from 'fast-check'
import {cutIntoParts} from './section-parts.ts'

const block = (code: string) => ({language: 'python', title: null, code})

test('what fits is one part, with its code', () => {
  expect(cutIntoParts({text: 'One.\n\nTwo.', code: [block('x = 1')]}, 100)).toEqual([
    {text: 'One.\n\nTwo.', code: [block('x = 1')]},
  ])
})

test('a section without text is one empty part', () => {
  expect(cutIntoParts({text: '', code: []}, 100)).toEqual([{text: '', code: []}])
})

test('what does not fit is cut between paragraphs, a long paragraph between lines, code between lines', () => {
  const text = ['a'.repeat(60), 'b'.repeat(60), `${'c'.repeat(80)}\n${'d'.repeat(80)}`].join('\n\n')
  const parts = cutIntoParts({text, code: [block(`${'e'.repeat(70)}\n${'f'.repeat(70)}`)]}, 100)
  expect(parts.map((part) => [part.text[0], part.code[0]?.code[0]])).toEqual([
    ['a', undefined],
    ['b', undefined],
    ['c', undefined],
    ['d', undefined],
    [undefined, 'e'],
    [undefined, 'f'],
  ])
})

test('no part is too long, nothing is lost, and no character is cut in half', () => {
  const piece = fc.constantFrom('word ', '\n', '\n\n', '😀', 'x'.repeat(30))
  const text = fc.array(piece, {maxLength: 40}).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, fc.array(text, {maxLength: 3}), (written, codes) => {
      const parts = cutIntoParts({text: written, code: codes.map(block)}, 50)
      const all = parts.flatMap((part) => [part.text, ...part.code.map(({code}) => code)])
      for (const part of parts) {
        const codeLength = part.code.reduce((sum, {code}) => sum + code.length, 0)
        // Blank lines between paragraphs are not counted.
        expect(part.text.replaceAll('\n\n', '').length + codeLength).toBeLessThanOrEqual(50)
        // Half of a character is what URIs cannot hold.
        expect(() => all.forEach(encodeURIComponent)).not.toThrow()
      }
      expect(all.join('').replace(/\n/g, '')).toBe([written, ...codes].join('').replace(/\n/g, ''))
    }),
  )
})
