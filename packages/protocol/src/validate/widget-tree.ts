/** How many nodes of a widget may stand inside each other. */
export const MAX_WIDGET_DEPTH = 100

/** One node of a widget. */
export interface WidgetEntry {
  node: unknown
  /** From 1, the root. */
  depth: number
  parent?: WidgetEntry
  /** Position in the parent's list of children; absent for an only child that is not in a list. */
  index?: number
}

/**
 * Visits every node of a widget in document order, the root first. Uses a list, not recursion, and goes one level beyond the bound, so that
 * a hostile widget is noticed and cannot overflow the stack.
 */
export function* walkWidget(root: object): Generator<WidgetEntry> {
  const open: WidgetEntry[] = [{node: root, depth: 1}]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    yield entry
    if (entry.depth <= MAX_WIDGET_DEPTH) open.push(...childrenOf(entry).toReversed())
  }
}

function childrenOf(parent: WidgetEntry): WidgetEntry[] {
  const {node} = parent
  if (typeof node !== 'object' || node === null || !('children' in node)) return []
  const {children} = node
  if (children === undefined || children === null) return []
  const depth = parent.depth + 1
  if (!Array.isArray(children)) return [{node: children, depth, parent}]
  return children.map((child: unknown, index) => ({node: child, depth, parent, index}))
}

/** Where a node stands, as a path from the root. */
export function pathOf(entry: WidgetEntry): (string | number)[] {
  const path: (string | number)[] = []
  for (let at = entry; at.parent; at = at.parent) {
    if (at.index !== undefined) path.push(at.index)
    path.push('children')
  }
  return path.toReversed()
}
