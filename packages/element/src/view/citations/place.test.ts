import {placeCard} from './place.ts'

const viewport = {width: 400, height: 600}
const card = {width: 200, height: 100}
const anchor = (left: number, top: number) => ({left, top, bottom: top + 16, width: 16, height: 16})

test('the card stands centred above its marker', () => {
  expect(placeCard(anchor(192, 300), card, viewport)).toEqual({left: 100, top: 194})
})

test('it goes below where there is no room above', () => {
  expect(placeCard(anchor(192, 40), card, viewport).top).toBe(62)
})

test.each([
  ['left', 0, 8],
  ['right', 390, 192],
])('it keeps away from the %s edge', (_, left, expected) => {
  expect(placeCard(anchor(left, 300), card, viewport).left).toBe(expected)
})
