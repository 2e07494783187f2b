import {emphasise, escapeMarkdown, fence, link, table} from '../text/markdown.ts'
import {nameLanguage} from '../texts/texts-for.ts'
import type {Texts} from '../texts/texts.ts'
import type {ShownPassage, ToolOutput} from '../agent/tool-output.ts'
import type {ChosenCode} from './code.ts'
import type {Unit} from './units.ts'

const MAX_ITEMS = 12
const MAX_ROWS = 12
const MAX_CODE_LINES = 40

/** What is said around quotations is said of this site, in this language. */
export interface Voice {
  readonly title: string
  readonly texts: Texts
}

/** Says whose words follow. */
export function writeOpening({title, texts}: Voice): string {
  return texts.opening(emphasise(title))
}

/** Says that the words are not from what the reader reads; nothing when they are. */
export function writeElsewhere(elsewhere: ToolOutput['elsewhere'], {texts}: Voice): string[] {
  if (elsewhere === undefined) return []
  const {locale, version, address} = elsewhere
  if (locale !== null) return [texts.onlyInLanguage(nameLanguage(locale, texts.locale))]
  if (version !== null) return [texts.onlyInVersion(escapeMarkdown(version.found), escapeMarkdown(version.read))]
  return address === null ? [] : [texts.onlyAt(link(address, address))]
}

/** Units in the order given, as paragraphs; every sentence, item and caption carries its passage's marker. */
export function writeUnits(units: readonly Unit[]): string[] {
  const paragraphs: string[] = []
  let open: string[] = []
  let last: Unit | null = null
  const flush = (): void => {
    if (open.length > 0) paragraphs.push(open.join(' '))
    open = []
  }
  for (const unit of units) {
    const goesOn = last !== null && last.passage === unit.passage && last.formula === '' && isNear(last, unit)
    if (!goesOn || unit.kind !== 'sentence') flush()
    if (unit.kind === 'sentence') open.push(`${escapeMarkdown(unit.text)} ${markerOf(unit)}`)
    if (unit.kind === 'list') paragraphs.push(writeList(unit))
    if (unit.kind === 'table') paragraphs.push(writeTable(unit))
    if (unit.formula !== '') {
      flush()
      paragraphs.push(unit.formula)
    }
    last = unit
  }
  flush()
  return paragraphs
}

/** Code under the line that leads to it. */
export function writeCode({passage, language, lead, code}: ChosenCode, {texts}: Voice): string {
  const lines = code.split('\n')
  const cut = lines.length > MAX_CODE_LINES ? ` ${texts.firstLines(MAX_CODE_LINES)}` : ''
  const end = cut === '' && lead.endsWith('?') ? '' : ':'
  const label = `${escapeMarkdown(lead.replace(/:$/, ''))}${cut}${end} [${passage.number}]`
  return `${label}\n\n${fence(lines.slice(0, MAX_CODE_LINES).join('\n'), language === 'text' ? '' : language)}`
}

/** What came near a question that nothing answers, as links without citation markers. */
export function writeNothingFound(output: ToolOutput, {title, texts}: Voice): string {
  const said = texts.nothingFound(emphasise(title))
  if (output.nearest.length === 0) return `${said} ${texts.tryOtherWords}`
  const pages = output.nearest.map(
    ({page, heading, url}) => `- ${link(heading === page ? page : `${page} › ${heading}`, url)}`,
  )
  return `${said} ${texts.nearest}\n\n${pages.join('\n')}`
}

/** Where to read on when no sentence can be quoted by itself. */
export function writePointers(passages: readonly ShownPassage[], {title, texts}: Voice): string {
  const lines = passages.slice(0, 3).map((passage) => `- ${link(passage.heading, passage.url)} [${passage.number}]`)
  return `${texts.pointers(emphasise(title))}\n\n${lines.join('\n')}`
}

/** A jump within a passage reads better as a new paragraph. */
function isNear(a: Unit, b: Unit): boolean {
  return b.paragraph === a.paragraph && b.order > a.order
}

function writeList(unit: Unit): string {
  const items = unit.items
    .slice(0, MAX_ITEMS)
    .map((item, index) => `${unit.ordered ? `${index + 1}.` : '-'} ${escapeMarkdown(item)} ${markerOf(unit)}`)
    .join('\n')
  return unit.lead === '' ? items : `${escapeMarkdown(unit.lead)} ${markerOf(unit)}\n\n${items}`
}

function writeTable(unit: Unit): string {
  const caption = unit.lead === '' ? `${unit.passage.heading}:` : unit.lead
  return `${escapeMarkdown(caption)} ${markerOf(unit)}\n\n${table(unit.rows.slice(0, MAX_ROWS))}`
}

function markerOf(unit: Unit): string {
  return `[${unit.passage.number}]`
}
