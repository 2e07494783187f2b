import type {ShownPassage} from '../agent/tool-output.ts'
import type {SectionLink} from '../search/types.ts'
import {isAside} from '../text/aside.ts'
import {link} from '../text/markdown.ts'
import {isStopword, words} from '../text/words.ts'
import type {Texts} from '../texts/texts.ts'

const MOST = 3
/** Characters. A longer heading makes no question that is read at a glance. */
const LONGEST = 60
/** A page of more sections is a list, such as a glossary: what stands beside an entry has nothing to do with it. */
const LARGEST_PAGE = 30

/** Whose marker an answer has, in the order in which it cites them. Markers stand behind a space, indices of code do not. */
export function readCited(answer: string, passages: readonly ShownPassage[]): ShownPassage[] {
  const numbers = new Set(Array.from(answer.matchAll(/\s\[(\d+)\]/g), ([, number]) => Number(number)))
  return [...numbers].flatMap((number) => passages.find((passage) => passage.number === number) ?? [])
}

export interface SuggestionSources {
  /** What the answer cites, first things first. */
  readonly cited: readonly ShownPassage[]
  /** What was found for the question. */
  readonly passages: readonly ShownPassage[]
  /** The sections of the page that is cited first, in their order. */
  readonly page: readonly SectionLink[]
  /** What was asked in the conversation so far. */
  readonly asked: readonly string[]
  readonly texts: Texts
}

/**
 * Questions to go on with, as links: what comes after the cited section on its page, then before it, then what was found as well but
 * not quoted. A link leads to its section, and asks on a site whose links may ask. Empty when there is nothing to go on with.
 */
export function writeSuggestions({cited, passages, page, asked, texts}: SuggestionSources): string {
  const known = new Set([...cited.map(({url}) => url), ...asked.map(plain)])
  const lines: string[] = []
  for (const {heading, url} of [...neighbours(page, cited[0]?.url), ...passages]) {
    const question = toQuestion(heading, texts)
    if (lines.length === MOST) break
    if (!isTopic(heading, url) || known.has(url) || known.has(plain(question))) continue
    known.add(url).add(plain(question))
    lines.push(`- ${link(question, withQuestion(url, question))}`)
  }
  return lines.length === 0 ? '' : `${texts.goOn}\n\n${lines.join('\n')}`
}

function neighbours(page: readonly SectionLink[], url: string | undefined): readonly SectionLink[] {
  const at = page.findIndex((section) => section.url === url)
  if (at === -1 || page.length > LARGEST_PAGE) return []
  // Its beginning is about what all of it is about.
  return [...page.slice(at + 1), ...page.slice(0, at).toReversed()].filter((section) => section.url.includes('#'))
}

function isTopic(heading: string, url: string): boolean {
  return heading.length <= LONGEST && words(heading).some((word) => !isStopword(word)) && !isAside(url)
}

function toQuestion(heading: string, texts: Texts): string {
  return /[?؟]$/.test(heading) ? heading : texts.about(heading)
}

/** See `askLinks` of the plugin. A parenthesis would end the link for whoever reads Markdown simply. */
function withQuestion(url: string, question: string): string {
  const [path = '', anchor] = url.split('#')
  const encoded = encodeURIComponent(question).replaceAll('(', '%28').replaceAll(')', '%29')
  const asking = `${path}${path.includes('?') ? '&' : '?'}ask=${encoded}`
  return anchor === undefined ? asking : `${asking}#${anchor}`
}

function plain(question: string): string {
  return question.trim().toLowerCase()
}
