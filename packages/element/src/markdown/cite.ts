import type {Inline, Text} from './inline/ast.ts'
import type {PlaceCitations} from './marks.ts'

const WORD = /[\p{L}\p{N}\p{M}\uDC00-\uDFFF]/u
const CLOSING = '.,;:!?…)]}"\'”’»*_~。，、；：！？）】」』》۔،؟'

const isWord = (text: string, at: number): boolean => at >= 0 && at < text.length && WORD.test(text.charAt(at))

/** The offset after the marks that end a word, if a blank or the end follows them: "3.14" is not cut after its point. */
const skipClosing = (text: string, from: number): number => {
  let at = from
  while (at < text.length && CLOSING.includes(text.charAt(at))) at++
  return at >= text.length || /\s/.test(text.charAt(at)) ? at : from
}

/** Marks inside a word: "3.14", "don't", "large-scale". */
const isJoint = (text: string, at: number): boolean =>
  ".,'’-_".includes(text.charAt(at)) && isWord(text, at - 1) && isWord(text, at + 1)

const isInWord = (text: string, at: number): boolean =>
  (isWord(text, at - 1) && isWord(text, at)) ||
  (isJoint(text, at) && at < text.length) ||
  (isJoint(text, at - 1) && isWord(text, at))

/** Moves a place out of the middle of a word or a character, and behind the marks that follow. */
const settle = (text: string, from: number): number => {
  let at = Math.max(0, Math.min(from, text.length))
  if (/[\uDC00-\uDFFF]/.test(text.charAt(at))) at++
  while (isInWord(text, at)) at++
  if (at === 0) while (isWord(text, at)) at++
  return skipClosing(text, at)
}

const isWhole = ({type}: Inline): boolean => type !== 'text' && type !== 'em' && type !== 'strong' && type !== 'del'

/** The end of the link, formula, code or image around an offset, which no pill may cut; else the offset. */
const leaveWhole = (nodes: readonly Inline[], at: number): number => {
  for (const node of nodes) {
    if (at <= node.start || at >= node.end) continue
    if (isWhole(node)) return node.end
    return 'children' in node ? leaveWhole(node.children, at) : at
  }
  return at
}

const splitText = (text: Text, at: number): [Text, Text] | undefined => {
  if (text.value.length !== text.end - text.start) return undefined
  const head = text.value.slice(0, at - text.start)
  return [
    {...text, end: at, value: head},
    {...text, start: at, value: text.value.slice(head.length)},
  ]
}

const insertAt = (nodes: readonly Inline[], at: number, citation: Inline): Inline[] => {
  const index = nodes.findIndex(({end}) => end > at)
  const node = nodes[index]
  if (!node) return [...nodes, citation]
  const [before, after] = [nodes.slice(0, index), nodes.slice(index + 1)]
  if (at <= node.start) return [...before, citation, node, ...after]
  if (node.type === 'text') {
    const halves = splitText(node, at)
    return halves ? [...before, halves[0], citation, halves[1], ...after] : [...before, node, citation, ...after]
  }
  if (node.type === 'em' || node.type === 'strong' || node.type === 'del') {
    const isInside = at < (node.children.at(-1)?.end ?? 0)
    if (isInside) return [...before, {...node, children: insertAt(node.children, at, citation)}, ...after]
  }
  return [...before, node, citation, ...after]
}

/** Puts citations into a run's nodes, each after the word and its punctuation. Offsets are clamped to `start` and `end` of the nodes. */
export const insertCitations: PlaceCitations = (nodes, {text, start, end, marks}) => {
  let result = nodes
  for (const {at, group} of marks) {
    const settled = settle(text, Math.max(start, at))
    const whole = leaveWhole(nodes, settled)
    const place = Math.min(end, whole === settled ? settled : skipClosing(text, whole))
    result = insertAt(result, place, {type: 'citation', start: place, end: place, group})
  }
  return result
}
