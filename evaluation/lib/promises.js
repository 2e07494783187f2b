import {verdict} from '../../benchmarks/server/lib/verdict.js'
import {kindOf} from './questions.js'
import {summariseRetrieval} from './measure.js'
import {share} from './report.js'

const ALL = 0.92
const PARAPHRASED = 0.85

/**
 * What is promised for the textbook, and whether a run over it holds that.
 *
 * @param {{retrieval: object[], answers: object[]}} result of `evaluate`, with the product's engines in the order of `listEngines`
 * @returns {{title: string, head: string[], rows: string[][]}}
 */
export function promiseTable({retrieval: [words, , meaning, qdrant], answers}) {
  const promises = [
    ...[words, meaning, qdrant].map((row) => ({
      what: `At least ${percent(ALL)} of the sections needed are among the first five`,
      row,
      measure: recall5,
      least: ALL,
    })),
    {what: 'The same for paraphrased questions, by words alone', row: words, measure: recallOfParaphrased, least: null},
    ...[meaning, withEmbeddings(qdrant, meaning)].map((row) => ({
      what: `The same for paraphrased questions with embeddings: at least ${percent(PARAPHRASED)}`,
      row,
      measure: recallOfParaphrased,
      least: PARAPHRASED,
    })),
    ...answers.map((row) => ({
      what: 'All citations and links lead to something',
      row,
      measure: ({summary}) => summary.resolvable,
      least: 1,
    })),
  ]
  return {
    title: 'What is promised',
    head: ['promise', 'of', 'measured', 'promise is'],
    rows: promises.map(({what, row, measure, least}) => {
      if (row.whyNot !== null) return [what, row.name, '–', `not known, not run: ${row.whyNot}`]
      const value = measure(row)
      return [what, row.name, share(value), judge(value, least)]
    }),
  }
}

/** Without embeddings Qdrant searches by words alone, of which nothing is promised for these. */
function withEmbeddings(qdrant, {whyNot}) {
  return qdrant.whyNot === null && whyNot !== null ? {...qdrant, whyNot} : qdrant
}

function judge(value, least) {
  if (least === null) return 'none, only told'
  return Number.isNaN(value) ? 'not known, no such questions' : verdict(value >= least)
}

const percent = (value) => `${Math.round(100 * value)} %`
const recall5 = ({summary}) => summary.recall5

function recallOfParaphrased({results}) {
  return summariseRetrieval(results.filter(({question}) => kindOf(question) === 'paraphrased')).recall5
}
