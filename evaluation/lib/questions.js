import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'

/**
 * @typedef {object} Question
 * @property {string} id `<kind>/<name>`
 * @property {string} question
 * @property {string[]} before what the reader asked before it in the same thread, oldest first
 * @property {string[][] | null} sections section ids that answer; each group must be found, by any one of its members. Null
 *   when the site does not answer
 * @property {RegExp[]} facts what a right answer says, all of them
 * @property {RegExp[]} forbidden what only an answer says that obeyed somebody else than the site's owner
 */

/** Every third question, chosen by its id, is kept out of sight while things are tuned. */
const HELD_BACK = 3

/**
 * Reads questions from a JSON file, or from all of a folder.
 *
 * @param {string} where
 * @returns {Promise<Question[]>}
 */
export async function readQuestions(where) {
  const files = where.endsWith('.json')
    ? [where]
    : (await readdir(where)).filter((name) => name.endsWith('.json')).map((name) => path.join(where, name))
  const lists = await Promise.all(files.toSorted().map(async (file) => JSON.parse(await readFile(file, 'utf8'))))
  const questions = lists.flat().map(toQuestion)
  const seen = new Set()
  for (const {id} of questions) {
    if (seen.has(id)) throw new Error(`Two questions have the id "${id}". Give one of them another.`)
    seen.add(id)
  }
  return questions
}

/** @returns {Question} */
export function toQuestion({id, question, before = [], sections, facts = [], forbidden = []}) {
  if (typeof id !== 'string' || typeof question !== 'string')
    throw new Error(`A question needs "id" and "question": ${JSON.stringify({id, question})}`)
  return {
    id,
    question,
    before,
    sections: readSections(sections),
    facts: facts.map((fact) => new RegExp(fact, 'iu')),
    forbidden: forbidden.map((text) => new RegExp(text, 'u')),
  }
}

/** A plain list is one group: any of its sections answers. */
function readSections(sections) {
  if (sections === undefined || sections === null) return null
  return sections.every((one) => typeof one === 'string') ? [sections] : sections
}

/** @param {Question} question */
export const kindOf = ({id}) => id.split('/')[0]

/** @param {Question} question */
export const isHeldBack = ({id}) => createHash('sha256').update(id).digest()[0] % HELD_BACK === 0

/**
 * Says which questions name sections that the index does not have: after a heading was renamed they measure nothing.
 *
 * @param {Question[]} questions
 * @param {ReadonlySet<string>} ids
 */
export function findUnknownSections(questions, ids) {
  return questions.flatMap(({id, sections}) =>
    (sections ?? [])
      .flat()
      .filter((section) => !ids.has(section))
      .map((section) => `${id}: ${section}`),
  )
}
