import type {Starter} from '../../options.ts'
import {readStarter} from '../../page-starters.ts'

/** How many suggested questions there are room for. */
const ROOM = 4
/** Longest heading that a question is made of, in characters. */
const LONGEST_HEADING = 60

export interface StarterSources {
  /** `chat_starters` of the page's front matter, as it stands there. */
  own: unknown
  /** Headings of the page. */
  headings: readonly string[]
  /** The site's, for every page. */
  configured: readonly Starter[]
  /** Makes a question of a heading, in the page's language. */
  ask: (heading: string) => string
}

/**
 * The page's own questions, all of them; without any (`chat_starters: []` is an answer, too), one about each heading that there
 * is room for beside the site's, at least one; then the site's.
 */
export function chooseStarters({own, headings, configured, ask}: StarterSources): Starter[] {
  const room = Math.max(1, ROOM - configured.length)
  const first = Array.isArray(own)
    ? own.flatMap((entry) => readStarter(entry) ?? [])
    : headings.slice(0, room).map((text) => toStarter(text, ask))
  const more = configured.filter(({label}) => first.every((one) => one.label !== label))
  return [...first, ...more].slice(0, Math.max(ROOM, first.length))
}

function toStarter(heading: string, ask: (heading: string) => string): Starter {
  if (/[?？؟]$/.test(heading)) return {label: heading, prompt: heading}
  // Isolated, a Latin name in the heading does not decide the direction of the whole line.
  return {label: ask(`\u2068${heading}\u2069`), prompt: ask(heading)}
}

/** Texts of the page's main headings. */
export function readHeadings(): string[] {
  const headings = Array.from(document.querySelectorAll('article h2[id]'), readHeading)
  return headings.filter((text) => text !== '' && text.length <= LONGEST_HEADING)
}

function readHeading(heading: Element): string {
  const copy = heading.cloneNode(true) as Element
  for (const link of copy.querySelectorAll('.hash-link')) link.remove()
  for (const formula of copy.querySelectorAll('.katex-html')) formula.remove()
  return (copy.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
}
