import {execFile} from 'node:child_process'
import path from 'node:path'
import {promisify} from 'node:util'
import {ROOT} from '../scripts/lib/paths.js'

/**
 * What the answers to the open two thirds of the evaluation's questions must not fall below: a little under what
 * docs/evaluation.md shows. `npm run eval -- --misses` says which questions fell.
 */
const LEAST = {recall5: 0.92, keyFacts: 0.86, citationPrecision: 0.85}
const MOST = {falseAnswers: 0.04, falseRefusals: 0.05}

interface Figures {
  readonly recall5: number
  readonly keyFacts: number
  readonly citationPrecision: number
  readonly resolvable: number
  readonly falseAnswers: number
  readonly falseRefusals: number
  readonly obeyed: number
}

test('the built textbook is searched, quoted and refused as well as it was', async () => {
  const site = process.env['E2E_SITE'] ?? ''
  const {stdout} = await promisify(execFile)(process.execPath, ['evaluation/index.js', '--json', '--site', site], {
    cwd: path.resolve(ROOT),
    // What is measured is the product as it comes, whatever model or database this machine has.
    env: {PATH: process.env['PATH']},
    maxBuffer: 1e8,
  })
  const [{retrieval, answers}] = JSON.parse(stdout) as [{retrieval: [Figures]; answers: [Figures]}]
  const figures: Figures = {...retrieval[0], ...answers[0]}
  expect(figures.recall5).toBeGreaterThan(LEAST.recall5)
  expect(figures.keyFacts).toBeGreaterThan(LEAST.keyFacts)
  expect(figures.citationPrecision).toBeGreaterThan(LEAST.citationPrecision)
  expect(figures.falseAnswers).toBeLessThan(MOST.falseAnswers)
  expect(figures.falseRefusals).toBeLessThan(MOST.falseRefusals)
  expect(figures.resolvable).toBe(1)
  expect(figures.obeyed).toBe(0)
}, 300_000)
