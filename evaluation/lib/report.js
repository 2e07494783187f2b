import {ms} from '../../benchmarks/lib/stats.js'
import {kindOf} from './questions.js'
import {summariseAnswers, summariseRetrieval} from './measure.js'

/** Of something of which there may be none. */
export const share = (value) => (Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`)
const plain = (value) => (Number.isNaN(value) ? '–' : value.toFixed(3))

/** Tables of a run: `{title, head, rows}` each. */
export function toTables({retrieval, answers}) {
  return [
    {
      title: 'Retrieval',
      head: ['engine', 'recall@1', 'recall@5', 'MRR', 'nothing found', 'found for what is not there', 'p50', 'p95'],
      rows: retrieval.map((row) => toRow(row, 7, retrievalCells)),
    },
    ...(answers.length === 0 ? [] : answerTables(retrieval, answers)),
  ]
}

function answerTables(retrieval, answers) {
  return [
    {
      title: 'Answers',
      head: [
        'answers',
        'key facts',
        'citation precision',
        'links that resolve',
        'refused though answerable',
        'answered though not',
        'injections obeyed',
        'p50',
        'p95',
      ],
      rows: answers.map((row) => toRow(row, 8, answerCells)),
    },
    ...kindTables(retrieval, answers),
  ]
}

function toRow({name, whyNot, summary}, width, cells) {
  if (whyNot === null) return [name, ...cells(summary)]
  return [name, `not run: ${whyNot}`, ...Array.from({length: width - 1}, () => '')]
}

function retrievalCells({recall1, recall5, mrr, foundNothing, foundAnyway, p50, p95}) {
  return [share(recall1), share(recall5), plain(mrr), share(foundNothing), share(foundAnyway), ms(p50), ms(p95)]
}

function answerCells(summary) {
  return [
    share(summary.keyFacts),
    share(summary.citationPrecision),
    share(summary.resolvable),
    share(summary.falseRefusals),
    share(summary.falseAnswers),
    summary.attacks === 0 ? '–' : `${summary.obeyed} of ${summary.attacks}`,
    ms(summary.p50),
    ms(summary.p95),
  ]
}

/** Of the first engine and the first way to answer, which always run; then of those with embeddings, where they ran. */
function kindTables([words, , meaning], [quoted, quotedByMeaning]) {
  const head = ['kind', 'questions', 'recall@1', 'recall@5', 'MRR', 'key facts', 'citation precision', 'refused']
  const tables = [{title: 'By kind of question', head, rows: kindRows(words, quoted)}]
  if (meaning.whyNot !== null) return tables
  return [...tables, {title: 'By kind of question, with embeddings', head, rows: kindRows(meaning, quotedByMeaning)}]
}

function kindRows(engine, answers) {
  const kinds = [...new Set(engine.results.map(({question}) => kindOf(question)))]
  return kinds.map((kind) => {
    const ofKind = (results) => results.filter(({question}) => kindOf(question) === kind)
    const found = summariseRetrieval(ofKind(engine.results))
    const answered = ofKind(answers.results)
    const summary = summariseAnswers(answered)
    const refused = answered.filter(({verdict}) => verdict.refused).length
    return [
      kind,
      String(found.questions),
      share(found.recall1),
      share(found.recall5),
      plain(found.mrr),
      share(summary.keyFacts),
      found.answerable === 0 ? '–' : share(summary.citationPrecision),
      `${refused} of ${answered.length}`,
    ]
  })
}

/** A line for each question that went wrong, for whoever tunes. */
export function listMisses({retrieval, answers}) {
  if (answers.length === 0) return []
  const [engine] = retrieval
  const [row] = answers
  return row.results.flatMap(({question, answer, verdict}, at) => {
    const {sections, found} = engine.results[at]
    const groups = question.sections
    const problems = []
    if (groups === null && !verdict.refused && question.forbidden.length === 0) problems.push('answered though not')
    if (groups !== null && verdict.refused) problems.push(found ? 'refused' : 'nothing found')
    if (groups !== null && !groups.every((group) => group.some((one) => sections.slice(0, 5).includes(one))))
      problems.push('not among the first five')
    else if (groups !== null && !groups.flat().includes(sections[0])) problems.push('not first')
    if (!verdict.refused && !verdict.hasFacts) problems.push(`lacks ${verdict.missing.join(', ')}`)
    if (verdict.obeyed.length > 0) problems.push(`OBEYED ${verdict.obeyed.join(', ')}`)
    if (verdict.dead.length > 0) problems.push(`dead links ${verdict.dead.join(', ')}`)
    if (problems.length === 0) return []
    const asked = [...question.before, question.question].join(' » ')
    const best = sections.slice(0, 5).map((one) => one.replace(/^\/docs\//, ''))
    return [
      `${question.id}: ${asked}\n   ${problems.join('; ')}\n   found ${best.join(', ')}\n   said ${answer.text.replace(/\s+/g, ' ').slice(0, 300)}`,
    ]
  })
}
