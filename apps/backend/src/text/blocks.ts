/** What a paragraph of indexed text is. The plugin keeps list markers, writes table rows as `a | b` and formulas as TeX. */
export type Block =
  | {readonly kind: 'prose'; readonly sentences: readonly string[]}
  | {readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[]}
  | {readonly kind: 'table'; readonly rows: readonly (readonly string[])[]}
  | {readonly kind: 'formula'; readonly text: string}

const LIST_ITEM = /^(?:[-*•]|\d+[.)])\s+/
const ORDERED = /^\d+[.)]\s/

/** Reads the text of a section into blocks, in order. */
export function readBlocks(text: string): Block[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map(readBlock)
}

function readBlock(paragraph: string): Block {
  const lines = paragraph.split('\n')
  if (paragraph.startsWith('$$')) return {kind: 'formula', text: paragraph}
  if (lines.length > 1 && lines.every((line) => line.includes('| '))) {
    return {kind: 'table', rows: lines.map(readRow)}
  }
  if (LIST_ITEM.test(lines[0] ?? '')) return {kind: 'list', ordered: ORDERED.test(paragraph), items: readItems(lines)}
  return {kind: 'prose', sentences: splitSentences(lines.join(' '))}
}

/** An empty first cell leaves its bar at the start of the line. */
function readRow(line: string): string[] {
  return (line.startsWith('| ') ? ` ${line}` : line).split(' | ').map((cell) => cell.trim())
}

/** An item goes on over indented lines: nested lists and second paragraphs stay with it. */
function readItems(lines: readonly string[]): string[] {
  const items: string[] = []
  for (const line of lines) {
    if (LIST_ITEM.test(line)) items.push(line.replace(LIST_ITEM, ''))
    else items.push(`${items.pop() ?? ''} ${line.trim().replace(LIST_ITEM, '')}`.trim())
  }
  return items
}

const segmenter = new Intl.Segmenter('en', {granularity: 'sentence'})
/** Where Unicode's rules see an end of sentence that is none. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|etc|approx|fig|eq|sec|no|dr|mr|ms|prof|st)\.\s*$/i

/** A question in brackets or quotes does not end the sentence that goes on after it: 'Prediction (will it fall?) and …'. */
const CLOSES = /[?!][)"”’»]+$/u
const GOES_ON = /^\p{Ll}/u

/** Sentences of one paragraph. Nothing is cut within inline code, a formula, brackets or after an abbreviation. */
export function splitSentences(paragraph: string): string[] {
  const sentences: string[] = []
  let open = ''
  for (const {segment} of segmenter.segment(paragraph)) {
    const goesOn = open === '' && GOES_ON.test(segment) && CLOSES.test(sentences.at(-1) ?? '')
    open = goesOn ? `${sentences.pop()} ${segment}` : open + segment
    if (ABBREVIATION.test(open) || !isBalanced(open)) continue
    sentences.push(open.trim())
    open = ''
  }
  if (open.trim() !== '') sentences.push(open.trim())
  return sentences.flatMap(splitBeforeCode).filter((sentence) => sentence !== '')
}

/** Unicode's rules see no new sentence where it begins with code: "Names resolve like paths. `imu/data` becomes …". */
function splitBeforeCode(sentence: string): string[] {
  const at = /[\p{L}\p{N})][.!?۔؟] `/u.exec(sentence)
  if (at === null) return [sentence]
  const head = sentence.slice(0, at.index + 2)
  return isBalanced(head) && !ABBREVIATION.test(head)
    ? [head, ...splitBeforeCode(sentence.slice(at.index + 3))]
    : [sentence]
}

function isBalanced(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  return count(/`/g) % 2 === 0 && count(/\$/g) % 2 === 0 && count(/\(/g) <= count(/\)/g)
}
