import {createSchedule, FAULT_KINDS} from './schedule.ts'

const QUESTIONS = ['a', 'b', 'c', 'd', 'e', 'f']
const many = Array.from({length: 300}, (_, seed) => createSchedule(seed, QUESTIONS))

test('a seed gives the same schedule each time, and another one another', () => {
  expect(createSchedule(7, QUESTIONS)).toEqual(createSchedule(7, QUESTIONS))
  expect({...createSchedule(8, QUESTIONS), seed: 7}).not.toEqual(createSchedule(7, QUESTIONS))
})

test('every kind of fault comes up', () => {
  expect(new Set(many.flatMap(({faults}) => faults.map(({kind}) => kind)))).toEqual(new Set(FAULT_KINDS))
})

test('a reader asks two to five questions, none of them twice, and does not always wait for the answers', () => {
  for (const {questions, hurried} of many) {
    expect(questions.length).toBeGreaterThanOrEqual(2)
    expect(questions.length).toBeLessThanOrEqual(5)
    expect(new Set(questions).size).toBe(questions.length)
    expect(hurried[0]).toBe(false)
  }
  expect(many.some(({hurried}) => hurried.filter(Boolean).length > 1)).toBe(true)
})
