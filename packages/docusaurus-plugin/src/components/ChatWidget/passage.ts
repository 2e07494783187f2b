/** Headings at which the index cuts a page. */
const SECTION_HEADING = ':is(h1, h2, h3, h4)[id]'
/** What a passage is rounded up to: the source says how it begins, not where its last sentence ends. */
const BLOCK = 'p, li, td, th, dd, dt, pre, figcaption, summary, blockquote'
/** Not what a person reads, or a second time what they have read. */
const UNREAD = 'script, style, button, .hash-link, .katex-html, [aria-hidden="true"]'

/** Letters of an excerpt that must be found in a row, most certain first. */
const LENGTHS = [Infinity, 80, 40, 24] as const
/** Fewer stand somewhere on every page. */
const FEWEST_IN_PAGE = 20

/**
 * The passage that begins like `excerpt`, below `heading` and before the next one, or anywhere in `root` when there is no
 * heading. Compared by letters and digits alone: an excerpt has lost the page's markup and has marks of its own (`a | b`,
 * backticks, TeX). Null when the page does not say it (any more).
 */
export function findPassage(excerpt: string, root: Element, heading: Element | null): Range | null {
  const words = excerpt.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const all = words.join('')
  if (all.length < (heading ? 1 : FEWEST_IN_PAGE)) return null
  const {letters, places} = readLetters(root, heading)
  for (const length of LENGTHS) {
    for (let first = 0; first < words.length; first++) {
      const wanted = words.slice(first).join('').slice(0, length)
      if (length === Infinity ? first > 0 : wanted.length < length) break
      const start = letters.indexOf(wanted)
      const [from, to] = [places[start], places[start + wanted.length - 1]]
      if (from && to) return toRange(from, to)
    }
  }
  return null
}

/** The element in which a passage begins. */
export function findBlock(passage: Range): HTMLElement | null {
  const {startContainer} = passage
  const parent = startContainer instanceof Element ? startContainer : startContainer.parentElement
  return parent?.closest<HTMLElement>(BLOCK) ?? (parent instanceof HTMLElement ? parent : null)
}

interface Place {
  node: Text
  offset: number
}

/** All letters of the section in a row, and where each of them stands. */
function readLetters(root: Element, heading: Element | null): {letters: string; places: Place[]} {
  const places: Place[] = []
  let letters = ''
  for (const node of listTexts(root, heading)) {
    for (const {0: found, index} of node.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      // One letter may become several in lower case; only the common ones are worth telling apart.
      const lower = found.toLowerCase()
      letters += lower
      for (let at = 0; at < lower.length; at++) places.push({node, offset: index + Math.min(at, found.length - 1)})
    }
  }
  return {letters, places}
}

/** The texts below `heading` in the order of the page; all of them when there is none. */
function* listTexts(root: Element, heading: Element | null): Generator<Text> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(UNREAD) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  let isInSection = heading === null
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      if (isInSection && !heading?.contains(node)) yield node
    } else if (node === heading) {
      isInSection = true
    } else if (isInSection && heading && node instanceof Element && node.matches(SECTION_HEADING)) {
      return
    }
  }
}

function toRange(from: Place, to: Place): Range {
  const range = document.createRange()
  range.setStart(from.node, from.offset)
  const block = to.node.parentElement?.closest(BLOCK)
  if (block?.lastChild) range.setEndAfter(block.lastChild)
  else range.setEnd(to.node, to.offset + 1)
  return range
}
