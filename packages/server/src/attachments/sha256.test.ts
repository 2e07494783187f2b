import {createHash} from 'node:crypto'
import * as fc from 'fast-check'
import {Sha256} from './sha256.ts'

const bytes = fc.uint8Array({maxLength: 200})

test('the hash is that of Node, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(bytes, {maxLength: 8}), (pieces) => {
      const ours = new Sha256()
      const theirs = createHash('sha256')
      for (const piece of pieces) {
        ours.update(piece)
        theirs.update(piece)
      }
      expect(ours.hex()).toBe(theirs.digest('hex'))
    }),
    {numRuns: 300},
  )
})

test('every length around a block is padded right', () => {
  for (let length = 0; length <= 200; length++) {
    const piece = new Uint8Array(length).fill(length)
    const hash = new Sha256()
    hash.update(piece)
    expect(hash.hex()).toBe(createHash('sha256').update(piece).digest('hex'))
  }
})

test('two at once do not disturb each other', () => {
  const [left, right] = [new Sha256(), new Sha256()]
  const piece = new Uint8Array(100_000).fill(7)
  left.update(piece)
  right.update(piece.subarray(1))
  left.update(piece)
  expect(left.hex()).toBe(createHash('sha256').update(piece).update(piece).digest('hex'))
  expect(right.hex()).toBe(createHash('sha256').update(piece.subarray(1)).digest('hex'))
})
