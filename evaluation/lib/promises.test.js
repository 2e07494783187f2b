import {promiseTable} from './promises.js'
import {toQuestion} from './questions.js'

const PARAPHRASED = toQuestion({id: 'paraphrased/one', question: 'What is it?', sections: ['a']})

function engine(name, recall5, paraphrased) {
  const results = paraphrased.map((sections) => ({
    question: PARAPHRASED,
    sections,
    found: sections.length > 0,
    milliseconds: 1,
  }))
  return {name, whyNot: null, summary: {recall5}, results}
}

const notRun = (name) => ({name, whyNot: 'nothing is configured'})
const quoted = (resolvable) => ({name: 'extractive', whyNot: null, summary: {resolvable}})

/** Engine or answers, what was measured, and what is said of the promise. */
function lines(retrieval, answers) {
  return promiseTable({retrieval, answers}).rows.map((row) => row.slice(1).join('; '))
}

test('a promise is met or not met, by each engine', () => {
  const found = engine('fused', 0.96, [['a'], ['a'], ['a'], ['a']])
  const missed = engine('qdrant, sparse and dense', 0.91, [['a'], ['a'], ['a'], []])
  expect(lines([engine('lexical', 0.92, [['a'], []]), engine('vectors', 0.5, []), found, missed], [quoted(1)])).toEqual(
    [
      'lexical; 92.0 %; met',
      'fused; 96.0 %; met',
      'qdrant, sparse and dense; 91.0 %; NOT met',
      'lexical; 50.0 %; none, only told',
      'fused; 100.0 %; met',
      'qdrant, sparse and dense; 75.0 %; NOT met',
      'extractive; 100.0 %; met',
    ],
  )
})

test('what did not run is not known', () => {
  const retrieval = [
    engine('lexical', 0.95, [['a']]),
    notRun('vectors'),
    notRun('fused'),
    engine('qdrant, sparse', 0.9, [['a']]),
  ]
  expect(lines(retrieval, [quoted(0.99), notRun('language model')])).toEqual([
    'lexical; 95.0 %; met',
    'fused; –; not known, not run: nothing is configured',
    'qdrant, sparse; 90.0 %; NOT met',
    'lexical; 100.0 %; none, only told',
    'fused; –; not known, not run: nothing is configured',
    'qdrant, sparse; –; not known, not run: nothing is configured',
    'extractive; 99.0 %; NOT met',
    'language model; –; not known, not run: nothing is configured',
  ])
})

test('a share that is rounded to 100 % is not all', () => {
  const retrieval = [engine('lexical', 1, [['a']]), notRun('vectors'), notRun('fused'), notRun('qdrant')]
  expect(lines(retrieval, [quoted(0.9999)])).toContain('extractive; 100.0 %; NOT met')
})
