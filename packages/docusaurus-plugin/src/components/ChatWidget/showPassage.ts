import {findBlock, findPassage} from './passage.ts'
import {reveal} from './reveal.ts'

/** What a citation names of its page. */
export interface CitedPassage {
  /** `#id` of the heading above the passage, or '' for what stands before all headings. */
  hash: string
  /** How the passage begins, as its source says; '' when the source does not. */
  excerpt: string
}

/** How long (ms) a page may take to appear before the search for its heading ends. */
const PATIENCE = 5000
/** How long (ms) a page is watched for what still pushes the passage away, and a heading stays marked. */
const MARKED = 2400
/** Name of the passage's highlight in the style sheet. */
const HIGHLIGHT = 'chatkit-passage'

/** The passage that was asked for last: one that still waits for its page must not take the reader away from it. */
let latest: symbol | undefined

/** Signs that the reader has taken over. */
const READER_EVENTS = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const

/**
 * Scrolls to a passage and highlights it, until the reader clicks somewhere in the page or follows another citation. Where
 * the passage is not found, or the browser highlights no ranges, its paragraph or heading is marked briefly. Waits for the
 * page to render; moves the focus to the heading if asked.
 */
export async function showPassage({hash, excerpt}: CitedPassage, {focus}: {focus: boolean}): Promise<void> {
  clearHighlight()
  const turn = Symbol(hash)
  latest = turn
  const main = () => document.querySelector('main') ?? document.body
  const found = findHeading(hash)
  // A heading may be gone from a page that still says what was cited.
  const orphan = found || hash === '' ? null : findPassage(excerpt, main(), null)
  const heading = found ?? (orphan ? null : await waitForHeading(hash))
  if (latest !== turn) return
  const passage = orphan ?? (heading && findPassage(excerpt, main(), heading))
  if (passage) reveal(passage.startContainer)
  const block = passage && findBlock(passage)
  const target = heading && (!block || isNear(heading, block)) ? heading : block
  if (!target) return
  scrollTo(target, {isHeading: target === heading})
  if (focus) moveFocus(target)
  if (passage && highlight(passage)) return
  mark(block ?? target)
}

/** With the passage in the same glance the heading is the better start: it says what this is about. */
function isNear(heading: HTMLElement, block: HTMLElement): boolean {
  return block.getBoundingClientRect().bottom - heading.getBoundingClientRect().top < innerHeight * 0.7
}

/** A heading has a margin for the bar above it; a paragraph would vanish behind that bar. */
function scrollTo(target: HTMLElement, {isHeading}: {isHeading: boolean}): void {
  const block = isHeading ? 'start' : 'center'
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  target.scrollIntoView({behavior: isCalm ? 'auto' : 'smooth', block})
  keepInPlace(target, block)
}

/** Diagrams and pictures above may still grow and push the passage away: follow it until it is still, or the reader scrolls. */
function keepInPlace(target: HTMLElement, block: ScrollLogicalPosition): void {
  let height = document.documentElement.scrollHeight
  const observer = new ResizeObserver(() => {
    const {scrollHeight} = document.documentElement
    if (scrollHeight !== height) target.scrollIntoView({block})
    height = scrollHeight
  })
  const stop = () => {
    observer.disconnect()
    clearTimeout(timer)
    for (const type of READER_EVENTS) removeEventListener(type, stop)
  }
  const timer = setTimeout(stop, MARKED)
  for (const type of READER_EVENTS) addEventListener(type, stop, {passive: true})
  observer.observe(target.closest('main') ?? document.body)
}

function mark(target: HTMLElement): void {
  target.setAttribute('data-chatkit-cited', '')
  setTimeout(() => target.removeAttribute('data-chatkit-cited'), MARKED)
}

/** Highlights without a change of the page, which belongs to React. False where the browser cannot. */
function highlight(passage: Range): boolean {
  if (typeof Highlight === 'undefined' || !('highlights' in CSS)) return false
  CSS.highlights.set(HIGHLIGHT, new Highlight(passage))
  document.addEventListener('click', clearOnClick)
  return true
}

/** A click in the panel may be the next question about this very passage. */
function clearOnClick({target}: MouseEvent): void {
  if (target instanceof Element && target.closest('.chatkit-panel')) return
  clearHighlight()
}

function clearHighlight(): void {
  document.removeEventListener('click', clearOnClick)
  if (typeof Highlight !== 'undefined' && 'highlights' in CSS) CSS.highlights.delete(HIGHLIGHT)
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

function findHeading(hash: string): HTMLElement | null {
  const id = decode(hash.slice(1))
  return id === '' ? document.querySelector<HTMLElement>('main h1') : document.getElementById(id)
}

function waitForHeading(hash: string): Promise<HTMLElement | null> {
  return new Promise((resolve) => {
    const finish = (element: HTMLElement | null) => {
      observer.disconnect()
      clearTimeout(timer)
      resolve(element)
    }
    const observer = new MutationObserver(() => {
      const element = findHeading(hash)
      if (element) finish(element)
    })
    const timer = setTimeout(() => finish(null), PATIENCE)
    observer.observe(document.body, {childList: true, subtree: true})
  })
}

function moveFocus(target: HTMLElement): void {
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1
  target.focus({preventScroll: true})
}
