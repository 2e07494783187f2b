import {judge} from './verdict.ts'

const undisturbed = new Map([
  ['One?', {shown: 'First.', kept: '1'}],
  ['Two?', {shown: 'Second.', kept: '2'}],
])
const turns = [
  {question: 'One?', answer: 'First.', isMarked: false},
  {question: 'Two?', answer: 'Second.', isMarked: false},
]
const kept = {threads: 1, questions: ['One?', 'Two?'], answers: ['1', '2']}
const asked = ['One?', 'Two?']

test('what is on the page and at the server, once and whole, is well', () => {
  expect(judge(asked, {turns}, kept, undisturbed)).toEqual({lost: [], doubled: [], incomplete: [], marked: []})
})

test('a question that only the page or only the server has is lost', () => {
  expect(judge(asked, {turns}, {...kept, questions: ['One?']}, undisturbed).lost).toEqual(['Two?'])
  expect(judge(asked, {turns: turns.slice(1)}, kept, undisturbed).lost).toEqual(['One?'])
})

test('a question that the server has twice is doubled', () => {
  expect(judge(asked, {turns}, {...kept, questions: [...asked, 'Two?']}, undisturbed).doubled).toEqual([
    'Two? – 1 on the page, 2 at the server',
  ])
})

test('an answer that ends early is told with where', () => {
  const short = turns.map((turn) => (turn.question === 'Two?' ? {...turn, answer: 'Sec'} : turn))
  expect(judge(asked, {turns: short}, kept, undisturbed).incomplete).toEqual([
    'Two? – on the page {"at":3,"of":7,"actual":"","wanted":"ond."}',
  ])
  expect(judge(asked, {turns}, {...kept, answers: ['1']}, undisturbed).incomplete).toEqual(['Two? – at the server'])
})

test('an answer that ends early and is marked as such is counted by itself', () => {
  const marked = [{question: 'One?', answer: '', isMarked: true}, ...turns.slice(1)]
  expect(judge(asked, {turns: marked}, {...kept, answers: ['2']}, undisturbed)).toEqual({
    lost: [],
    doubled: [],
    incomplete: [],
    marked: ['One?'],
  })
})
