import {openBackend, whyNoModel} from './answer.js'
import {listEngines} from './engines.js'
import {judge} from './judge.js'
import {summariseAnswers, summariseRetrieval} from './measure.js'
import {retrieve} from './retrieve.js'

/**
 * Every engine and every way to answer over every suite.
 *
 * @param {object} product see `loadProduct`
 * @param {import('./suites.js').Suite[]} suites
 * @param {(question: import('./questions.js').Question) => boolean} pick which questions are asked
 */
export async function evaluate(product, suites, pick) {
  const chosen = suites
    .map((suite) => ({...suite, questions: suite.questions.filter(pick)}))
    .filter(({questions}) => questions.length > 0)
  const retrieval = []
  for (const engine of listEngines(product)) retrieval.push(await runEngine(product, engine, chosen))
  const answers = [
    await runAnswers(product, {name: 'extractive', model: false, whyNot: null}, chosen),
    await runAnswers(product, {name: 'language model', model: true, whyNot: whyNoModel()}, chosen),
  ]
  return {retrieval, answers}
}

async function runEngine(product, {name, whyNot, open}, suites) {
  if (whyNot !== null) return {name, whyNot}
  const results = []
  for (const {indexFile, questions} of suites) {
    const index = await open(indexFile)
    try {
      // The first search of a process reads the file and compiles the code: no reader's time.
      await index.search({query: 'warm up'})
      for (const question of questions) results.push({question, ...(await retrieve(product, index, question))})
    } finally {
      await index.close()
    }
  }
  return {name, whyNot: null, results, summary: summariseRetrieval(results)}
}

async function runAnswers(product, {name, model, whyNot}, suites) {
  if (whyNot !== null) return {name, whyNot}
  const results = []
  for (const {indexFile, questions, site} of suites) {
    const backend = await openBackend(product, {indexFile, model})
    try {
      await backend.ask({question: 'warm up', before: []})
      for (const question of questions) {
        const answer = await backend.ask(question)
        results.push({question, answer, verdict: judge(question, answer, site)})
      }
    } finally {
      await backend.close()
    }
  }
  return {name, whyNot: null, results, summary: summariseAnswers(results)}
}
