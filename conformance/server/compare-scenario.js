import {inAnyOrder} from './compare/any-order.js'
import {judgeStep} from './compare/judge.js'
import {createNormaliser, timesIn} from './compare/normalise.js'
import {pick} from './compare/pick.js'
import {runScenario} from './client/run-scenario.js'
import {isCompared} from './scenarios.js'

/**
 * @typedef {object} Result
 * @property {import('./scenarios.js').Scenario} scenario
 * @property {string} store that our server was tried with
 * @property {import('./compare/judge.js').Verdict} verdict the worst of its steps
 * @property {{step: number, verdict: string, reason?: string, lines: string[]}[]} steps
 */

/** Plays a scenario against a server and takes out what differs from run to run. */
export async function observe(target, scenario) {
  const normalise = createNormaliser({written: timesIn(scenario)})
  const outcomes = await runScenario(target, scenario)
  return outcomes.map((outcome, index) => {
    const {time_format: timeFormat, only, any_order: type} = scenario.steps[index]
    return pick(inAnyOrder(normalise(outcome, {timeFormat}), type), outcome?.failed ? undefined : only)
  })
}

/**
 * Judges what was observed of both servers.
 *
 * @returns {Result}
 */
export function judge(scenario, store, reference, ours) {
  const steps = scenario.steps
    .map((step, index) => ({step, index}))
    .filter(({step}) => isCompared(step))
    .map(({step, index}) => {
      const {verdict, lines} = judgeStep(step, reference[index], ours[index])
      return {step: index + 1, reason: step.reason, verdict, lines}
    })
  const worst = ['different', 'deliberate'].find((verdict) => steps.some((step) => step.verdict === verdict))
  return {scenario, store, verdict: worst ?? 'identical', steps}
}
