import {judgeStep} from './judge.js'

const ok = {status: 200, type: 'application/json', body: {}}
const refused = {status: 404, type: 'application/json', body: {error: {}}}

const verdict = (...args) => judgeStep(...args).verdict

describe('a step that is expected to be the same', () => {
  test('is identical when both do the same, and it is what the scenario says', () => {
    expect(verdict({sees: 200}, ok, ok)).toBe('identical')
  })
  test('is different when they do not', () => {
    expect(judgeStep({sees: 200}, ok, refused).lines).toContain('status: reference 200, ours 404')
  })
  test('is different when both fail in the same way where the scenario says they succeed', () => {
    expect(verdict({sees: 200}, refused, refused)).toBe('different')
  })
  test('is different while nobody has written down what it sees', () => {
    expect(verdict({}, ok, ok)).toBe('different')
  })
})

describe('a step that is expected to deviate', () => {
  const step = {expect: 'deliberate', outcomes: {reference: ok, ours: refused}}

  test('is deliberate when both sides do what is pinned', () => {
    expect(verdict(step, ok, refused)).toBe('deliberate')
  })
  test('is different when ours does something else', () => {
    expect(verdict(step, ok, {...refused, status: 400})).toBe('different')
  })
  test('is different when the reference does something else', () => {
    expect(verdict(step, {...ok, body: {a: 1}}, refused)).toBe('different')
  })
  test('is different when the two have become the same', () => {
    expect(verdict({...step, outcomes: {reference: ok, ours: ok}}, ok, ok)).toBe('different')
  })
  test('is different while nothing is pinned', () => {
    expect(verdict({expect: 'deliberate'}, ok, refused)).toBe('different')
  })
})
