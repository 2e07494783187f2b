import {computeAccessibleName, getRole} from 'dom-accessibility-api'

/** A text, or a regular expression as its parts. */
export type Pattern = string | {source: string; flags: string}

/** What an element is looked for by. Everything that is given must hold. */
export interface Query {
  role?: string
  /** The accessible name: exactly this text, or something that matches. */
  name?: Pattern
  /** The text inside: contains this, or matches. The innermost elements only. */
  text?: Pattern
  css?: string
  /** Only inside of what this finds. */
  within?: Query
  /** Elements that cannot be seen, too. Default false. */
  hidden?: boolean
}

/** What a test may want to know of an element. */
export interface Found {
  text: string
  name: string
  value: string | undefined
  href: string | undefined
  isFocused: boolean
  isDisabled: boolean
  attributes: Record<string, string>
  box: {x: number; y: number; width: number; height: number}
}

/** Finds elements as a person with or without eyes does, through open shadow roots, in document order. */
export function find(query: Query): Found[] {
  return elementsOf(query).map(describe)
}

/**
 * The middle of the first element found, scrolled into view if need be. Null while there is none, it still moves, or something else lies
 * over it.
 */
export async function aim(query: Query): Promise<{x: number; y: number} | null> {
  const [element] = elementsOf(query)
  if (element === undefined) return null
  const before = element.getBoundingClientRect()
  if (!isInView(before)) element.scrollIntoView({block: 'center', behavior: 'instant'})
  const box = element.getBoundingClientRect()
  await new Promise((resolve) => setTimeout(resolve, 40))
  const later = element.getBoundingClientRect()
  if (box.x !== later.x || box.y !== later.y) return null
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const hit = topmostAt(x, y)
  if (hit !== null && (contains(element, hit) || contains(hit, element))) return {x, y}
  // Within the window, but perhaps scrolled out of a part of it: for the next try.
  element.scrollIntoView({block: 'center', behavior: 'instant'})
  return null
}

function elementsOf({role, name, text, css, within, hidden = false}: Query): Element[] {
  const roots: ParentNode[] = within === undefined ? [document] : elementsOf(within)
  const found = new Set<Element>()
  for (const root of roots) {
    for (const element of deep(root)) {
      if (css !== undefined && !element.matches(css)) continue
      if (role !== undefined && getRole(element) !== role) continue
      if (!hidden && !isVisible(element)) continue
      if (name !== undefined && !matches(computeAccessibleName(element), name, 'exact')) continue
      if (text !== undefined && !matches(textOf(element), text, 'part')) continue
      found.add(element)
    }
  }
  const all = [...found]
  if (text === undefined || role !== undefined || css !== undefined) return all
  return all.filter((element) => !all.some((other) => other !== element && contains(element, other)))
}

function* deep(root: ParentNode): Generator<Element> {
  const start = root instanceof Element && root.shadowRoot !== null ? [root.shadowRoot, root] : [root]
  for (const part of start) {
    for (const element of part.querySelectorAll('*')) {
      yield element
      if (element.shadowRoot !== null) yield* deep(element.shadowRoot)
    }
  }
}

function matches(actual: string, wanted: Pattern, how: 'exact' | 'part'): boolean {
  if (typeof wanted !== 'string') return new RegExp(wanted.source, wanted.flags).test(actual)
  return how === 'exact' ? actual.trim() === wanted : actual.includes(wanted)
}

function isVisible(element: Element): boolean {
  const {width, height} = element.getBoundingClientRect()
  return width > 0 && height > 0 && element.checkVisibility({opacityProperty: true, visibilityProperty: true})
}

function isInView({top, left, bottom, right}: DOMRect): boolean {
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth
}

function textOf(element: Element): string {
  const inner = element instanceof HTMLElement ? element.innerText : (element.textContent ?? '')
  return element.shadowRoot === null ? inner : `${inner}${element.shadowRoot.textContent ?? ''}`
}

function topmostAt(x: number, y: number): Element | null {
  let hit = document.elementFromPoint(x, y)
  while (hit !== null && hit.shadowRoot !== null) {
    const inner = hit.shadowRoot.elementFromPoint(x, y)
    if (inner === null || inner === hit) break
    hit = inner
  }
  return hit
}

/** Through shadow roots. */
function contains(outer: Element, inner: Element): boolean {
  for (let node: Node | null = inner; node !== null;) {
    if (node === outer) return true
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
  }
  return false
}

function focused(): Element | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active
}

function describe(element: Element): Found {
  const {x, y, width, height} = element.getBoundingClientRect()
  return {
    text: textOf(element),
    name: computeAccessibleName(element),
    value: 'value' in element ? String(element.value) : undefined,
    href: element instanceof HTMLAnchorElement ? element.href : undefined,
    isFocused: focused() === element,
    isDisabled: element.matches(':disabled'),
    attributes: Object.fromEntries([...element.attributes].map(({name, value}) => [name, value])),
    box: {x, y, width, height},
  }
}
