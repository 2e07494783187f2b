import {diff} from './diff.js'
import {outline} from './outline.js'

/**
 * @typedef {'identical' | 'deliberate' | 'different'} Verdict
 */

/**
 * Compares what both servers did at one step.
 *
 * @param {object} step
 * @param {unknown} reference normalised outcome
 * @param {unknown} ours normalised outcome
 * @returns {{verdict: Verdict, lines: string[]}}
 */
export function judgeStep(step, reference, ours) {
  if (step.expect === 'deliberate') return judgeDeviation(step, reference, ours)
  const lines = [
    ...diff(['reference', reference], ['ours', ours]),
    ...diff(['the scenario', step.sees], ['reference', outline(reference)], 'sees'),
  ]
  return {verdict: lines.length === 0 ? 'identical' : 'different', lines}
}

/** A deviation must still be one, and be the one that was decided on: both sides are pinned. */
function judgeDeviation({outcomes}, reference, ours) {
  if (outcomes === undefined)
    return {verdict: 'different', lines: ['No outcomes are pinned. Run with --pin and read them.']}
  const lines = [
    ...diff(['pinned', outcomes.reference], ['reference', reference], 'reference'),
    ...diff(['pinned', outcomes.ours], ['ours', ours], 'ours'),
  ]
  if (lines.length > 0) return {verdict: 'different', lines}
  if (diff(['reference', reference], ['ours', ours]).length > 0) return {verdict: 'deliberate', lines}
  return {verdict: 'different', lines: ['Expected to deviate, but both servers do the same.']}
}
