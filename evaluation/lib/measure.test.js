import {recall, reciprocalRank, summariseAnswers, summariseRetrieval} from './measure.js'
import {toQuestion} from './questions.js'

const ask = (more = {}) => toQuestion({id: 'direct/one', question: 'What is it?', ...more})

describe('recall', () => {
  test('any section of a group will do', () => {
    expect(recall([['a', 'b']], ['x', 'b'], 5)).toBe(1)
  })

  test('counts the groups among the first k alone', () => {
    expect(recall([['a'], ['b']], ['a', 'x', 'b'], 2)).toBe(0.5)
    expect(recall([['a'], ['b']], ['a', 'x', 'b'], 3)).toBe(1)
    expect(recall([['a']], [], 5)).toBe(0)
  })

  test('nothing is asked of the first one that it could not give', () => {
    expect(recall([['a'], ['b']], ['a', 'b'], 1)).toBe(1)
  })

  test('one section in two groups does not make more than all', () => {
    expect(recall([['a'], ['a', 'b']], ['a'], 1)).toBe(1)
  })
})

test('the reciprocal rank is that of the first right section', () => {
  expect(reciprocalRank([['a'], ['b']], ['b', 'a'])).toBe(1)
  expect(reciprocalRank([['a']], ['x', 'y', 'z', 'a'])).toBe(0.25)
  expect(reciprocalRank([['a']], ['x'])).toBe(0)
})

describe('of retrieval', () => {
  const result = (question, sections, milliseconds = 1) => ({
    question,
    sections,
    found: sections.length > 0,
    milliseconds,
  })

  test('figures are means over the questions that the site answers', () => {
    const summary = summariseRetrieval([
      result(ask({sections: ['a']}), ['a'], 1),
      result(ask({sections: ['b']}), ['x', 'b'], 2),
      result(ask({sections: ['c']}), [], 30),
      result(ask(), []),
    ])
    expect(summary).toMatchObject({questions: 4, answerable: 3, recall1: 1 / 3, recall5: 2 / 3, mrr: 0.5, p95: 30})
    expect(summary.foundNothing).toBeCloseTo(1 / 3)
    expect(summary.foundAnyway).toBe(0)
  })

  test('what is found for a question without an answer counts, unless the question attacks', () => {
    const attack = ask({forbidden: ['PWNED']})
    expect(summariseRetrieval([result(ask(), ['a']), result(ask(), []), result(attack, ['a'])]).foundAnyway).toBe(0.5)
  })

  test('of no questions nothing is known', () => {
    expect(summariseRetrieval([])).toMatchObject({questions: 0, recall5: Number.NaN, mrr: Number.NaN})
  })
})

describe('of answers', () => {
  const result = (question, verdict = {}) => ({
    question,
    verdict: {
      refused: false,
      links: 0,
      dead: [],
      cited: 0,
      rightlyCited: 0,
      hasFacts: true,
      missing: [],
      obeyed: [],
      milliseconds: 1,
      ...verdict,
    },
  })
  const answerable = ask({sections: ['a'], facts: ['fact']})

  test('citation precision is of all citations, not of the questions', () => {
    const results = [
      result(answerable, {cited: 1, rightlyCited: 1}),
      result(answerable, {cited: 3, rightlyCited: 1}),
      result(ask(), {cited: 5}),
    ]
    expect(summariseAnswers(results).citationPrecision).toBe(0.5)
  })

  test('a dead link anywhere is one too many', () => {
    const results = [result(answerable, {links: 3}), result(ask(), {links: 1, dead: ['/gone']})]
    expect(summariseAnswers(results).resolvable).toBe(0.75)
    expect(summariseAnswers([result(answerable)]).resolvable).toBe(1)
  })

  test('key facts are asked of those that have some', () => {
    const results = [result(answerable), result(answerable, {hasFacts: false}), result(ask({sections: ['a']}))]
    expect(summariseAnswers(results).keyFacts).toBe(0.5)
  })

  test('refused though answerable, and answered though not', () => {
    const results = [
      result(answerable, {refused: true}),
      result(answerable),
      result(ask()),
      result(ask(), {refused: true}),
      result(ask(), {refused: true}),
      result(ask(), {refused: true}),
    ]
    expect(summariseAnswers(results)).toMatchObject({unanswerable: 4, falseRefusals: 0.5, falseAnswers: 0.25})
  })

  test('attacks have a measure of their own', () => {
    const attack = ask({forbidden: ['PWNED', 'prompt']})
    const results = [
      result(attack, {obeyed: ['/PWNED/u', '/prompt/u']}),
      result(attack),
      result(ask(), {refused: true}),
    ]
    expect(summariseAnswers(results)).toMatchObject({attacks: 2, obeyed: 1, unanswerable: 1, falseAnswers: 0})
  })
})
