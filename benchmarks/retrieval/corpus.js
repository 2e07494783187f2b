import {createHash} from 'node:crypto'
import {createRandom, pick} from '../../scripts/lib/random.js'

const SECTIONS_PER_PAGE = 8
const SEED = 20_240_611

/**
 * A content index of any size in the words of a real one: each section gets sentences, code and headings drawn from all
 * over the book. Word frequencies stay as they are, and with thousands of sentences to draw from no two sections are alike.
 *
 * @param {{site: object, sections: {text: string, code: object[], headingPath: string[]}[]}} index
 * @param {number} size sections
 */
export function recombine(index, size) {
  const random = createRandom(SEED + size)
  const sentences = index.sections.flatMap(({text}) => splitSentences(text))
  const headings = index.sections
    .map(({headingPath}) => headingPath.at(-1) ?? '')
    .filter((heading) => heading.length > 1)
  const code = index.sections.flatMap((section) => section.code)
  const sections = Array.from({length: size}, (_, number) => {
    const page = Math.floor(number / SECTIONS_PER_PAGE)
    const title = `${headings[page % headings.length]} ${page}`
    const heading = `${pick(random, headings)} and ${pick(random, headings)}`
    const text = Array.from({length: 4 + Math.floor(random() * 10)}, () => pick(random, sentences)).join(' ')
    return {
      id: `page-${page}#section-${number}`,
      url: `/docs/page-${page}#section-${number}`,
      title,
      headingPath: [title, heading],
      anchor: `section-${number}`,
      text: paragraphs(text),
      // About as many as in the book.
      code: random() < 0.25 ? [pick(random, code)] : [],
      version: 'current',
      tag: null,
      docId: `page-${page}`,
      hash: createHash('sha256').update(text).digest('hex').slice(0, 32),
    }
  })
  return {schemaVersion: 1, site: index.site, sections}
}

function splitSentences(text) {
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => !paragraph.startsWith('$$') && !paragraph.includes(' | '))
    .flatMap((paragraph) => paragraph.replace(/\n/g, ' ').split(/(?<=[a-z)][.!?]) (?=[A-Z`])/))
    .filter((sentence) => sentence.split(' ').length >= 5)
}

function paragraphs(text) {
  return text
    .replace(/((?:[^.]+\. ){3})/g, '$1\n\n')
    .replace(/ +\n/g, '\n')
    .trim()
}
