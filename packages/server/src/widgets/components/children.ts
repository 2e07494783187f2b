/** What may be given where children are expected: lists are flattened; null, undefined and booleans are dropped. */
export type Children<Child> = Child | null | undefined | boolean | readonly Children<Child>[]

/** Text between tags. Its parts are joined without a space. */
export type TextChildren = Children<string | number>

/** The children that remain, in order. */
export function flattenChildren(children: unknown): unknown[] {
  const open: unknown[] = Array.isArray(children) ? children : [children]
  return open.flat(Infinity).filter((child) => child !== null && child !== undefined && typeof child !== 'boolean')
}
