import {array, assert, constantFrom, double, integer, oneof, property, string} from 'fast-check'
import {FrameStore} from './frame-store.ts'

const id = 'msg_01m86fh3gt3vf7mcr3hd2r8b9h99jd'
const delta = (text: string): string =>
  `data: {"type":"thread.item.updated","item_id":"${id}","update":{"type":"text_delta","delta":${JSON.stringify(text)}}}\n\n`

function storeOf(bodies: readonly string[]): {frames: FrameStore; texts: string[]} {
  const texts = bodies.map((body, index) => `id: ${index + 1}\n${body}`)
  const frames = new FrameStore()
  for (const text of texts) frames.push(text)
  return {frames, texts}
}

/** All that comes after `position`, in as many pieces as it takes. */
function readAll(frames: FrameStore, position: number, maxChars: number): string {
  let text = ''
  for (let at = position; at < frames.length;) {
    const piece = frames.read(at, maxChars)
    expect(piece.position).toBeGreaterThan(at)
    text += piece.text
    at = piece.position
  }
  return text
}

test('frames come back as they were, whatever they hold, from every place and in pieces of every size', () => {
  const body = oneof(
    {weight: 8, arbitrary: string({unit: 'grapheme', maxLength: 12}).map(delta)},
    string({unit: 'binary', maxLength: 100}),
    constantFrom('', '\n', '\n\n', 'id: 2\n', delta('\n'), delta('💡')),
  )
  assert(
    property(
      array(body, {maxLength: 150, size: 'max'}),
      double({min: 0, max: 1, noNaN: true}),
      integer({min: 1, max: 5000}),
      (bodies, share, maxChars) => {
        const {frames, texts} = storeOf(bodies)
        const position = Math.floor(share * texts.length)
        expect(frames.length).toBe(texts.length)
        expect(readAll(frames, position, maxChars)).toBe(texts.slice(position).join(''))
      },
    ),
  )
})

test('frames without a number of their own come back as they were', () => {
  const frames = new FrameStore()
  const texts = Array.from({length: 70}, (_, index) => delta(`${index}`))
  for (const text of texts) frames.push(text)
  expect(readAll(frames, 0, 1000)).toBe(texts.join(''))
})

test('a piece has at most as many characters as were asked for, unless one frame has more', () => {
  const {frames, texts} = storeOf([delta('a'), delta('b'), delta('c'.repeat(500)), delta('d')])
  const two = `${texts[0]}${texts[1]}`
  expect(frames.read(0, two.length)).toEqual({text: two, position: 2})
  expect(frames.read(2, two.length)).toEqual({text: texts[2], position: 3})
})

test.each([
  ['that differ', (index: number) => `word${index % 10} `],
  ['that are all the same', () => 'word '],
  ['that begin alike at first', (index: number) => (index < 5 ? 'the' : `${index}`)],
])('the deltas of an answer take up a small part of what is sent for them: deltas %s', (_, textOf) => {
  const {frames, texts} = storeOf([
    'data: {"type":"thread.created"}\n\n',
    ...Array.from({length: 3200}, (_, index) => delta(textOf(index))),
  ])
  expect(frames.chars * 8).toBeLessThan(texts.join('').length)
})

test('a frame of another kind between deltas does not change how they are kept', () => {
  const words = Array.from({length: 100}, (_, index) => delta(`word${index % 10} `))
  const citation = delta('')
    .replace('text_delta', 'annotation_added')
    .replace('"delta"', `"annotation":"${'x'.repeat(300)}"`)
  const without = storeOf([...words, ...words]).frames.chars
  const {frames, texts} = storeOf([...words, citation, ...words])
  expect(readAll(frames, 0, 1000)).toBe(texts.join(''))
  expect(frames.chars - without - citation.length).toBeLessThan(50)
})
