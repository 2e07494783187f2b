import {openBackend} from './answer.js'
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
 * @param {{model: {variables: Record<string, string>} | {whyNot: string}, limit: number}} language the language model, and
 *   how many questions it is asked
 */
export async function evaluate(product, suites, pick, {model, limit}) {
  const chosen = choose(suites, pick)
  const retrieval = []
  for (const engine of listEngines(product)) retrieval.push(await runEngine(product, engine, chosen))
  const answers = [
    await runAnswers(product, {name: 'extractive', variables: null}, chosen),
    await runModel(product, model, limit, chosen),
  ]
  return {retrieval, answers}
}

function choose(suites, pick) {
  return suites
    .map((suite) => ({...suite, questions: suite.questions.filter(pick)}))
    .filter(({questions}) => questions.length > 0)
}

/** The name says which model it is, and how many questions it was asked if not all. */
async function runModel(product, {variables, whyNot}, limit, suites) {
  if (variables === undefined) return {name: 'language model', whyNot}
  const all = suites.flatMap(({questions}) => questions)
  const asked = all.length <= limit ? null : new Set(spread(all, limit))
  const name = `language model ${variables.CHATKIT_MODEL ?? ''}${asked === null ? '' : `, ${asked.size} questions`}`
  const chosen = choose(suites, (question) => asked === null || asked.has(question))
  return await runAnswers(product, {name, variables}, chosen)
}

/** So many of a list, from all over it. */
function spread(list, count) {
  return Array.from({length: count}, (_, at) => list[Math.floor((at * list.length) / count)])
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

async function runAnswers(product, {name, variables}, suites) {
  const results = []
  for (const {indexFile, questions, site} of suites) {
    const backend = await openBackend(product, {indexFile, variables})
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
