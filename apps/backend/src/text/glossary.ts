import {expansionAtStart, readAcronym} from './acronym.ts'

/** A part of a page under a heading of its own. */
export interface Entry {
  readonly heading: string
  readonly text: string
}

/** What pages of terms are called, in their titles or addresses. */
const TITLE =
  /\b(?:glossar\w*|glosario|glossaire|terminology|terms|definitions|vocabulary|acronyms?|abbreviations?|nomenclature|lexicon)\b|فرہنگ|لغت|اصطلاحات|مخففات/iu
/** So many short entries in the order of the alphabet are a glossary, whatever it is called. */
const MIN_ENTRIES = 8
const SHORT = 400
const IN_ORDER = 0.95

/** Names of the thing beside the one that it is listed under. */
const ALSO =
  /\b(?:also|sometimes|often) (?:called|known as|termed|named|written)\s+([^.;:()\n]{2,80})|\b(?:synonyms?|alias(?:es)?|a\.?k\.?a\.?):?\s+([^.;:()\n]{2,80})/giu
/** All of an entry that only points to another. */
const SEE = /^\s*(?:see(?: also)?:?|same as|→|⇒)\s+([^.;:()\n]{2,60})\.?\s*$/iu
/** A line that begins with its term: of a list, of a table, or a paragraph. */
const LINE = /^[-*•]?\s*([^\s:|–—]{2,12})(?:\s*[:|–—]|\s+-)\s+(.{5,120})/u

/** Whether a page explains terms, by its title or address, or by how it is made up. */
export function isGlossary(title: string, url: string, entries: readonly Entry[]): boolean {
  const [path = ''] = url.split('#')
  const name = path.split('/').findLast((part) => part !== '') ?? ''
  if (TITLE.test(title) || TITLE.test(name.replace(/[-_]/g, ' '))) return true
  if (entries.length < MIN_ENTRIES || entries.some(({text}) => text.length > SHORT)) return false
  const headings = entries.map(({heading}) => heading.toLocaleLowerCase())
  const ordered = headings.slice(1).filter((heading, at) => (headings[at] ?? '').localeCompare(heading) <= 0)
  return ordered.length >= IN_ORDER * (headings.length - 1)
}

/** Pairs of names that the entries of a glossary give to one thing. */
export function readEntryNames({heading, text}: Entry): [string, string][] {
  const term = heading.replace(/\s*\(.*\)\s*$/u, '').trim()
  return [...readLines(text), ...readOtherNames(term, text), ...readExpansion(term, text)]
}

function readLines(text: string): [string, string][] {
  return text.split('\n').flatMap((line) => {
    const [, term = '', rest = ''] = LINE.exec(line) ?? []
    return readExpansion(term, rest)
  })
}

/** An entry for an acronym begins with what it stands for. */
function readExpansion(term: string, text: string): [string, string][] {
  const acronym = readAcronym(term)
  const full = acronym === null ? null : expansionAtStart(acronym, text.slice(0, 200).replace(/[.;:()|\n].*/su, ''))
  return acronym === null || full === null ? [] : [[acronym, full]]
}

function readOtherNames(term: string, text: string): [string, string][] {
  const named = Array.from(text.matchAll(ALSO), ([, called, listed]) =>
    // "…, also called X, is …" goes on after the comma, a list of synonyms does not.
    called === undefined ? (listed ?? '').split(',') : (called.split(',')[0] ?? '').split(/\bbut\b|\bbecause\b/)[0],
  ).flat()
  const seen = SEE.exec(text)?.[1]
  return [...named, seen]
    .flatMap((phrase) => (phrase ?? '').split(/ or /))
    .map((phrase) =>
      phrase
        .replace(/^\s*(?:an?|the) /iu, '')
        .replaceAll(/["“”‘’]/gu, '')
        .trim(),
    )
    .filter((name) => name !== '')
    .map((name): [string, string] => [term, name])
}
