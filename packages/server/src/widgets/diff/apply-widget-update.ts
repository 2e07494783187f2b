import type {WidgetRoot} from 'chatkit-protocol'
import type {WidgetNode, WidgetUpdate} from './types.ts'
import {isNode, isStreamingText} from './types.ts'

/**
 * The widget after an update, as a client shows it. The widget that is given stays as it is; parts that did not change are shared.
 *
 * An update for a component that is not there, or a delta for one without a text, changes nothing: the same object comes back.
 */
export function applyWidgetUpdate(widget: WidgetRoot, update: WidgetUpdate): WidgetRoot {
  switch (update.type) {
    case 'widget.root.updated':
      return update.widget
    case 'widget.component.updated':
      return replaceFirst(widget, update.component_id, () => update.component) as WidgetRoot
    case 'widget.streaming_text.value_delta':
      return replaceFirst(widget, update.component_id, (node) =>
        appendText(node, update.delta, update.done),
      ) as WidgetRoot
    default:
      // A client may be older than its server.
      return widget
  }
}

function appendText(node: WidgetNode, delta: string, done: boolean): WidgetNode {
  const {value} = node
  if (!isStreamingText(node) || typeof value !== 'string') return node
  const grown: WidgetNode = {...node, value: value + delta}
  return done && node.streaming === true ? {...grown, streaming: false} : grown
}

/** Exchanges the first node with that id, in document order. */
function replaceFirst(node: WidgetNode, id: string, change: (node: WidgetNode) => WidgetNode): WidgetNode {
  if (node.id === id) return change(node)
  const {children} = node
  if (isNode(children)) {
    const changed = replaceFirst(children, id, change)
    return changed === children ? node : {...node, children: changed}
  }
  if (!Array.isArray(children)) return node
  for (const [index, child] of children.entries()) {
    if (!isNode(child)) continue
    const changed = replaceFirst(child, id, change)
    if (changed !== child) return {...node, children: children.with(index, changed)}
  }
  return node
}
