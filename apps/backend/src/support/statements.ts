import type {Annotation} from 'chatkit-protocol'
import {splitSentences} from '../text/blocks.ts'

/** A sentence of an answer, with what it cites. */
export interface Statement {
  readonly text: string
  /** URLs of the passages that it cites; where it cites none, those that its paragraph or list item cites. */
  readonly cited: readonly string[]
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/
const LIST_MARK = /^\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+/
/** Headings, rows of tables, rules: nothing that is said in sentences. */
const NO_PROSE = /^\s*(?:#{1,6}\s|\||[-*_](?:\s*[-*_]){2,}\s*$|\[[^\]]+\]:)/

interface Stretch {
  text: string
  readonly start: number
}

/** Takes an answer apart into its sentences. Code, formulas by themselves, tables and headings are left out. Pure. */
export function readStatements(text: string, annotations: readonly Annotation[]): Statement[] {
  return readStretches(text).flatMap((stretch) => {
    const end = stretch.start + stretch.text.length
    const within = annotations.filter(({index}) => isWithin(index, stretch.start, end))
    let from = stretch.start
    return splitSentences(stretch.text).map((sentence): Statement => {
      const at = stretch.text.indexOf(sentence, from - stretch.start)
      const until = at === -1 ? from : stretch.start + at + sentence.length
      const own = within.filter(({index}) => isWithin(index, from, until))
      from = until
      return {text: sentence, cited: urlsOf(own.length > 0 ? own : within)}
    })
  })
}

/** A mark at the end of a sentence is its own; one at the very beginning of the text belongs to what follows. */
function isWithin(index: number | null | undefined, start: number, end: number): boolean {
  return typeof index === 'number' && (index > start || index === 0) && index <= end
}

function urlsOf(annotations: readonly Annotation[]): string[] {
  return [...new Set(annotations.flatMap(({source}) => (source.type === 'url' ? [source.url] : [])))]
}

/** Paragraphs and list items, each on one line, at their places in the text. */
function readStretches(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let open: Stretch | null = null
  let fence: string | null = null
  let formula = false
  let at = 0
  for (const line of text.split('\n')) {
    const start = at
    at += line.length + 1
    const mark = FENCE.exec(line)?.[1]
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null
      open = null
    } else if (fence === null) {
      if ((line.split('$$').length - 1) % 2 === 1) formula = !formula
      if (formula || line.trim() === '' || line.includes('$$') || NO_PROSE.test(line)) {
        open = null
      } else {
        const item = LIST_MARK.exec(line)?.[0]
        if (open === null || item !== undefined) {
          const skipped = item?.length ?? 0
          open = {text: line.slice(skipped), start: start + skipped}
          stretches.push(open)
        } else {
          open.text += ` ${line}`
        }
      }
    }
  }
  return stretches
}
