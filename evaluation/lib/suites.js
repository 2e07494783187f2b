import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {buildTextbook} from '../../scripts/lib/build.js'
import {step} from '../../scripts/lib/log.js'
import {TEXTBOOK} from '../../scripts/lib/paths.js'
import {questionsFromHeadings} from './from-headings.js'
import {findUnknownSections, kindOf, readQuestions} from './questions.js'
import {indexOfReadmes} from './readmes.js'

/**
 * @typedef {object} Suite one index and the questions about it
 * @property {string} name
 * @property {string} indexFile
 * @property {import('./questions.js').Question[]} questions
 * @property {{idOf: ReadonlyMap<string, string>, text: string}} site
 */

const HERE = path.join(import.meta.dirname, '..')

/**
 * The textbook in both languages, and a small site whose pages hold instructions for whoever reads them.
 *
 * @param {string} [folder] the built textbook; without one, that of `npm run build`, which is built when it is missing
 * @returns {Promise<Suite[]>}
 */
export async function ownSuites(folder) {
  const site = folder ?? path.join(TEXTBOOK, 'build')
  if (folder === undefined && !(await exists(path.join(site, 'chatkit-index.json'))))
    await step('Building the textbook', () => buildTextbook({backendUrl: 'http://localhost:8000'}))
  const questions = await readQuestions(path.join(HERE, 'textbook'))
  const isUrdu = (question) => kindOf(question) === 'urdu'
  return [
    await toSuite(
      'textbook',
      path.join(site, 'chatkit-index.json'),
      questions.filter((one) => !isUrdu(one)),
    ),
    await toSuite('textbook in Urdu', path.join(site, 'ur/chatkit-index.json'), questions.filter(isUrdu)),
    await toSuite(
      'hostile pages',
      path.join(HERE, 'hostile/chatkit-index.json'),
      await readQuestions(path.join(HERE, 'hostile/questions.json')),
    ),
  ]
}

/**
 * The questions in Urdu over the English pages: what only embeddings of several languages can find. Their answers are not looked
 * at, for they quote in the other language.
 *
 * @param {Suite[]} suites of `ownSuites`
 * @returns {Suite}
 */
export function acrossLanguages([english, urdu]) {
  return {...english, name: 'Urdu over English', questions: urdu.questions}
}

/** Any index; its questions are made from its headings when there are none. */
export async function foreignSuite(indexFile, questionsFile) {
  const file = path.resolve(indexFile)
  const questions =
    questionsFile === undefined
      ? questionsFromHeadings(JSON.parse(await readFile(file, 'utf8')))
      : await readQuestions(path.resolve(questionsFile))
  return await toSuite(path.basename(file), file, questions)
}

/**
 * The READMEs of the installed packages, with questions made from their headings.
 *
 * @template T
 * @param {(suite: Suite) => Promise<T>} use the index is gone when it has ended
 */
export async function withReadmes(use) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-eval-'))
  try {
    const file = path.join(folder, 'chatkit-index.json')
    await writeFile(file, JSON.stringify(await indexOfReadmes()))
    return await use(await foreignSuite(file))
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

async function toSuite(name, indexFile, questions) {
  const text = await readFile(indexFile, 'utf8')
  const {sections} = JSON.parse(text)
  const unknown = findUnknownSections(questions, new Set(sections.map(({id}) => id)))
  if (unknown.length > 0)
    throw new Error(
      `Questions name sections that ${indexFile} does not have. Correct them, or build the site anew:\n${unknown.join('\n')}`,
    )
  return {name, indexFile, questions, site: {idOf: new Map(sections.map(({url, id}) => [url, id])), text}}
}

async function exists(file) {
  return (await stat(file).catch(() => null)) !== null
}
