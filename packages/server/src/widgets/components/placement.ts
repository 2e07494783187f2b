/** Components that may stand in one other only. */
const ONLY_IN: ReadonlyMap<string, string> = new Map([
  ['ListViewItem', 'ListView'],
  ['Table.Row', 'Table'],
  ['Table.Cell', 'Table.Row'],
  ['Card', 'Basic'],
  ['ListView', 'Basic'],
  ['Basic', 'Basic'],
])

/** Components that take children of one kind only. */
const TAKES_ONLY: ReadonlyMap<string, string> = new Map([
  ['ListView', 'ListViewItem'],
  ['Table', 'Table.Row'],
  ['Table.Row', 'Table.Cell'],
])

/**
 * Refuses a child that has no place in its parent. For JSX, whose expressions all have the same type, and for plain JavaScript.
 *
 * @throws TypeError that names both and says what to do
 */
export function checkPlacement(parent: string, child: unknown): void {
  if (typeof child === 'string' || typeof child === 'number') {
    throw new TypeError(`${parent} takes components, not the text ${JSON.stringify(child)}. Put it into a Text.`)
  }
  const type = typeof child === 'object' && child !== null && 'type' in child ? child.type : undefined
  if (typeof type !== 'string') {
    throw new TypeError(
      `A child of ${parent} is not a component: ${describe(child)}. Make it with one of the builders.`,
    )
  }
  const wanted = TAKES_ONLY.get(parent)
  if (wanted !== undefined && wanted !== type) {
    throw new TypeError(`${parent} takes only ${wanted}, not ${type}. Put the ${type} into a ${wanted}.`)
  }
  const home = ONLY_IN.get(type)
  if (home !== undefined && home !== parent) {
    throw new TypeError(`${type} may stand in ${home} only, not in ${parent}.`)
  }
}

function describe(value: unknown): string {
  if (typeof value === 'function') return 'a function (call it, or write it as a tag)'
  if (value instanceof Promise) return 'a promise (await it first: components are not asynchronous)'
  return typeof value === 'object' ? 'an object without a type' : `a ${typeof value}`
}
