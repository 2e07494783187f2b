import {setTimeout as delay} from 'node:timers/promises'
import {openBackend} from './answer.js'
import {listEngines} from './engines.js'
import {judge} from './judge.js'
import {summariseAnswers, summariseRetrieval} from './measure.js'
import {retrieve} from './retrieve.js'

const MEANING = 'extractive, by meaning too'
/** After a failure of the embeddings or of Qdrant the product searches by words alone for up to 30 seconds. */
const COOL_DOWN = 31_000
const TRIES = 5

/**
 * Every engine and every way to answer over every suite.
 *
 * @param {object} product see `loadProduct`
 * @param {import('./suites.js').Suite[]} suites
 * @param {(question: import('./questions.js').Question) => boolean} pick which questions are asked
 * @param {object} more
 * @param {import('./local-services.js').Services} more.services
 * @param {{variables: Record<string, string>} | {whyNot: string}} more.model the language model
 * @param {number} more.limit how many questions it is asked
 */
export async function evaluate(product, suites, pick, {services, model, limit}) {
  const chosen = choose(suites, pick)
  const embeddings = services.whyNoEmbeddings === null
  const {retrieval} = await evaluateRetrieval(product, suites, pick, services)
  const answers = [
    await runAnswers(product, {name: 'extractive', variables: null, embeddings: false}, chosen),
    embeddings
      ? await runAnswers(product, {name: MEANING, variables: null, embeddings: true}, chosen)
      : {name: MEANING, whyNot: services.whyNoEmbeddings},
    await runModel(product, model, {limit, embeddings}, chosen),
  ]
  return {retrieval, answers}
}

/** Every engine over every suite, without answers. */
export async function evaluateRetrieval(product, suites, pick, services) {
  const chosen = choose(suites, pick)
  const retrieval = []
  for (const engine of listEngines(product, services)) retrieval.push(await runEngine(product, engine, chosen))
  return {retrieval, answers: []}
}

function choose(suites, pick) {
  return suites
    .map((suite) => ({...suite, questions: suite.questions.filter(pick)}))
    .filter(({questions}) => questions.length > 0)
}

/** The name says which model it is, and how many questions it was asked if not all. */
async function runModel(product, {variables, whyNot}, {limit, embeddings}, suites) {
  if (variables === undefined) return {name: 'language model', whyNot}
  const all = suites.flatMap(({questions}) => questions)
  const asked = all.length <= limit ? null : new Set(spread(all, limit))
  const name = `language model ${variables.CHATKIT_MODEL ?? ''}${asked === null ? '' : `, ${asked.size} questions`}`
  const chosen = choose(suites, (question) => asked === null || asked.has(question))
  return await runAnswers(product, {name, variables, embeddings}, chosen)
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
      for (const question of questions) results.push({question, ...(await retrieveWhole(product, index, question))})
    } finally {
      await index.close()
    }
  }
  return {name, whyNot: null, results, summary: summariseRetrieval(results)}
}

/** As `retrieve`, but never with less than the engine that was asked for. */
async function retrieveWhole(product, index, question) {
  for (let tried = 1; ; tried += 1) {
    const result = await retrieve(product, index, question)
    const problem = await index.problem()
    if (problem === null) return result
    if (tried === TRIES) throw new Error(`"${question.question}" could not be searched for whole: ${problem}`)
    await delay(COOL_DOWN)
  }
}

async function runAnswers(product, {name, variables, embeddings}, suites) {
  const results = []
  for (const {indexFile, questions, site} of suites) {
    const backend = await openBackend(product, {indexFile, variables, embeddings})
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
