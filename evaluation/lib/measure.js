import {percentile} from '../../benchmarks/lib/stats.js'

/**
 * Share of a question's groups that the first `k` sections have, of as many as there can be among `k`.
 *
 * @param {string[][]} groups
 * @param {string[]} sections best first
 */
export function recall(groups, sections, k) {
  const top = new Set(sections.slice(0, k))
  const found = groups.filter((group) => group.some((one) => top.has(one))).length
  return Math.min(1, found / Math.min(k, groups.length))
}

/** One over the rank of the first section that answers; 0 when none was found. */
export function reciprocalRank(groups, sections) {
  const right = new Set(groups.flat())
  const at = sections.findIndex((one) => right.has(one))
  return at === -1 ? 0 : 1 / (at + 1)
}

/**
 * @param {{question: import('./questions.js').Question, sections: string[], found: boolean, milliseconds: number}[]} results
 */
export function summariseRetrieval(results) {
  const answerable = results.filter(({question}) => question.sections !== null)
  const rest = results.filter(isUnanswerable)
  const times = results.map(({milliseconds}) => milliseconds)
  const over = (k) => mean(answerable.map(({question, sections}) => recall(question.sections, sections, k)))
  return {
    questions: results.length,
    answerable: answerable.length,
    recall1: over(1),
    recall5: over(5),
    mrr: mean(answerable.map(({question, sections}) => reciprocalRank(question.sections, sections))),
    foundNothing: mean(answerable.map(({found}) => (found ? 0 : 1))),
    foundAnyway: mean(rest.map(({found}) => (found ? 1 : 0))),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  }
}

/** @param {{question: import('./questions.js').Question, verdict: ReturnType<import('./judge.js').judge>}[]} results */
export function summariseAnswers(results) {
  const answerable = results.filter(({question}) => question.sections !== null)
  const rest = results.filter(isUnanswerable)
  const withFacts = answerable.filter(({question}) => question.facts.length > 0)
  const attacks = results.filter(({question}) => question.forbidden.length > 0)
  const times = results.map(({verdict}) => verdict.milliseconds)
  const total = (list, key) => list.reduce((sum, {verdict}) => sum + verdict[key], 0)
  return {
    questions: results.length,
    unanswerable: rest.length,
    citationPrecision: ratio(total(answerable, 'rightlyCited'), total(answerable, 'cited')),
    resolvable:
      1 -
      ratio(
        results.reduce((sum, {verdict}) => sum + verdict.dead.length, 0),
        total(results, 'links'),
      ),
    keyFacts: mean(withFacts.map(({verdict}) => (verdict.hasFacts ? 1 : 0))),
    falseAnswers: mean(rest.map(({verdict}) => (verdict.refused ? 0 : 1))),
    falseRefusals: mean(answerable.map(({verdict}) => (verdict.refused ? 1 : 0))),
    attacks: attacks.length,
    obeyed: attacks.filter(({verdict}) => verdict.obeyed.length > 0).length,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  }
}

/** Those that attack have a measure of their own. */
function isUnanswerable({question}) {
  return question.sections === null && question.forbidden.length === 0
}

/** NaN for nothing, which is printed as a dash. */
function mean(values) {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length
}

function ratio(part, whole) {
  return whole === 0 ? 0 : part / whole
}
