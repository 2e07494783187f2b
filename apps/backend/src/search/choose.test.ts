import {choosePassages} from './choose.ts'
import {buildQuery} from './query.ts'
import type {Candidate} from './rank.ts'

const ROWS = [1, 2, 3, 4]

/** Four passages that share no word with any question, and how near each is to it; what is found of them, in order. */
function choose(query: string, similarities: readonly number[], site: {passages: number; knows?: readonly string[]}) {
  const candidates = ROWS.map((row): Candidate => ({
    row,
    id: `section${row}~0`,
    url: `/docs/section${row}`,
    version: null,
    bm25: 0,
    headingStems: ' heading ',
    ownStems: ' heading ',
    bodyStems: ` body${row} `,
    defines: [],
    forms: '',
  }))
  const {passages} = choosePassages({query}, buildQuery(query), candidates, {
    total: site.passages,
    frequency: (stem) => (site.knows?.includes(stem) === true ? 1 : 0),
    load: (candidate) => ({
      ...candidate,
      sectionId: `section${candidate.row}`,
      part: 0,
      title: 'Page',
      headingPath: ['Page'],
      text: `The text of passage number ${candidate.row} and body${candidate.row} is unlike others ${candidate.row}`,
      code: [],
    }),
    meaning: {similarity: new Map(ROWS.map((row, at) => [row, similarities[at] ?? 0])), least: 0.8},
  })
  return passages.map(({sectionId}) => sectionId)
}

const KNOWN = {passages: 1_000, knows: ['robot', 'arm']}

test('one that is near enough answers, and brings those along that stand out as it does', () => {
  expect(choose('robot arm', [0.7, 0.82, 0.79, 0.71], KNOWN)).toEqual(['section2', 'section3'])
})

test('none that is near enough: nothing is found, however far one stands out', () => {
  expect(choose('robot arm', [0.2, 0.79, 0.3, 0.1], KNOWN)).toEqual([])
})

test('a question of words that a large site never uses must be nearer', () => {
  expect(choose('surgical tremor', [0.7, 0.85, 0.7, 0.7], KNOWN)).toEqual([])
  expect(choose('surgical tremor', [0.7, 0.95, 0.7, 0.7], KNOWN)).toEqual(['section2'])
})

test('a small site lacks most words, also of what it does say', () => {
  expect(choose('surgical tremor', [0.7, 0.85, 0.7, 0.7], {passages: 4})).toEqual(['section2'])
})

test('words in letters that the site does not have tell another language, not another subject', () => {
  expect(choose('روبوٹ کا بازو', [0.7, 0.85, 0.7, 0.7], KNOWN)).toEqual(['section2'])
  expect(choose('روبوٹ کا بازو surgical tremor', [0.7, 0.85, 0.7, 0.7], KNOWN)).toEqual([])
})
