import type {WidgetComponentUpdated, WidgetRootUpdated, WidgetStreamingTextValueDelta} from 'chatkit-protocol'

/** A change of a widget that a client has already. */
export type WidgetUpdate = WidgetStreamingTextValueDelta | WidgetRootUpdated | WidgetComponentUpdated

/** A node of a widget, of which nothing but this is known. */
export interface WidgetNode {
  type: string
  id?: string
  key?: string
  children?: unknown
  value?: unknown
  streaming?: unknown
}

/** Whether a value is a node. */
export function isNode(value: unknown): value is WidgetNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Whether a node's text can grow by deltas. */
export function isStreamingText(node: WidgetNode): boolean {
  return node.type === 'Text' || node.type === 'Markdown'
}

/** The children of a node that are nodes, whether in a list or alone. */
export function childNodes({children}: WidgetNode): WidgetNode[] {
  if (Array.isArray(children)) return children.filter(isNode)
  return isNode(children) ? [children] : []
}
