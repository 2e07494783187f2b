import type {WidgetComponent, WidgetRoot} from 'chatkit-protocol'
import {isEqual} from './is-equal.ts'
import type {Plan} from './plan.ts'
import {isOneDelta, join, NOTHING, planOf} from './plan.ts'
import {findSharedIds} from './shared-ids.ts'
import {snapshot} from './snapshot.ts'
import type {WidgetNode, WidgetUpdate} from './types.ts'
import {isNode, isStreamingText} from './types.ts'

/**
 * The smallest list of updates that turns one state of a widget into the next, as a client has them (`applyWidgetUpdate`):
 *
 * - nothing, when the states say the same (a null says as much as a prop that is missing);
 * - a text delta for each Text or Markdown with an `id` whose `value` only grew, `done` when it does not stream any more;
 * - the component with an `id` around a change, when that `id` names one component in both states;
 * - the whole widget, when nothing less will do or nothing less is smaller.
 *
 * Source: openai-chatkit 1.6.5, server.py `diff_widget`. Unlike that it finds texts in single children, never loses an append to a text
 * without an id, compares props that only one side has, and sends single components.
 */
export function diffWidget(before: WidgetRoot, after: WidgetRoot): WidgetUpdate[] {
  return diffSnapshots(snapshot(before), snapshot(after))
}

/** As `diffWidget`, for states that are snapshots already. */
export function diffSnapshots(before: WidgetRoot, after: WidgetRoot): WidgetUpdate[] {
  const plan = new Diff(before, after).inside(before, after)
  if (plan !== null && (plan.updates.length === 0 || isOneDelta(plan))) return plan.updates
  const whole = planOf({type: 'widget.root.updated', widget: after})
  return plan !== null && plan.bytes <= whole.bytes ? plan.updates : whole.updates
}

/** One comparison. Its methods answer null where the change cannot be told without sending something further up. */
class Diff {
  readonly #ids: ReadonlySet<string>

  constructor(before: WidgetNode, after: WidgetNode) {
    this.#ids = findSharedIds(before, after)
  }

  /** The change as updates of the node's own text and of what stands in it. */
  inside(before: WidgetNode, after: WidgetNode): Plan | null {
    if (before.type !== after.type || before.id !== after.id || before.key !== after.key) return null
    const appended = appendedText(before, after)
    if (!isEqual(ownProps(before, appended !== null), ownProps(after, appended !== null))) return null
    const below = this.#children(before.children, after.children)
    if (below === null || appended === null || appended === '') return below
    if (after.id === undefined || !this.#ids.has(after.id)) return null
    const done = after.streaming !== true
    return join(
      planOf({type: 'widget.streaming_text.value_delta', component_id: after.id, delta: appended, done}),
      below,
    )
  }

  /** The change as the cheaper of the updates inside the node and of the node as a whole. */
  #node(before: WidgetNode, after: WidgetNode): Plan | null {
    const inside = this.inside(before, after)
    if (inside !== null && (inside.updates.length === 0 || isOneDelta(inside))) return inside
    if (after.id === undefined || after.id !== before.id || !this.#ids.has(after.id)) return inside
    const component = after as WidgetComponent
    const whole = planOf({type: 'widget.component.updated', component_id: after.id, component})
    return inside !== null && inside.bytes <= whole.bytes ? inside : whole
  }

  #children(before: unknown, after: unknown): Plan | null {
    if (!Array.isArray(before) || !Array.isArray(after)) return this.#child(before, after)
    if (before.length !== after.length) return null
    let plan = NOTHING
    for (const [index, child] of after.entries()) {
      const step = this.#child(before[index], child)
      if (step === null) return null
      plan = join(plan, step)
    }
    return plan
  }

  #child(before: unknown, after: unknown): Plan | null {
    if (isNode(before) && isNode(after)) return this.#node(before, after)
    return isEqual(before, after) ? NOTHING : null
  }
}

/** What a node says of itself. */
function ownProps(node: WidgetNode, withoutValue: boolean): object {
  return {...node, children: null, ...(withoutValue ? {value: null} : {})}
}

/** What was appended to a node's text, `''` when it is the same; null when it is not a text or changed in another way. */
function appendedText(before: WidgetNode, after: WidgetNode): string | null {
  const [old, fresh] = [before.value, after.value]
  if (!isStreamingText(after) || typeof old !== 'string' || typeof fresh !== 'string') return null
  if (!fresh.startsWith(old)) return null
  const rest = fresh.slice(old.length)
  // Half of a character: not every client can put it back together.
  return /^[\uDC00-\uDFFF]/.test(rest) ? null : rest
}
