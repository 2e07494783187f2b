import type {WidgetNode} from './types.ts'
import {childNodes} from './types.ts'

/**
 * The ids that name exactly one node in both states. Only these can be used in an update: with several in one update list the client's
 * widget is, in between, made of parts of both.
 */
export function findSharedIds(before: WidgetNode, after: WidgetNode): ReadonlySet<string> {
  const [old, fresh] = [uniqueIds(before), uniqueIds(after)]
  return new Set([...old].filter((id) => fresh.has(id)))
}

function uniqueIds(root: WidgetNode): Set<string> {
  const seen = new Set<string>()
  const unique = new Set<string>()
  const visit = (node: WidgetNode): void => {
    if (typeof node.id === 'string' && node.id !== '') {
      if (seen.has(node.id)) unique.delete(node.id)
      else unique.add(node.id)
      seen.add(node.id)
    }
    for (const child of childNodes(node)) visit(child)
  }
  visit(root)
  return unique
}
