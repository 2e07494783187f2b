import type {DynamicWidgetComponent, DynamicWidgetRoot} from 'chatkit-protocol'
import * as fc from 'fast-check'

// Few names and texts, so that ids collide and texts are often beginnings of each other.
const id = fc.constantFrom('a', 'b', 'c', 'd', 'a rather long name of a component, longer than what it holds')
const value = fc.oneof(
  fc.constantFrom('', 'H', 'Hello', 'Hello, world', 'He', '\u{1F600}', '\uD83D', 'x'.repeat(300)),
  fc.string({unit: 'grapheme', maxLength: 8}),
)
const streaming = fc.option(fc.boolean(), {nil: undefined})
const payload = fc.oneof(fc.jsonValue({maxDepth: 2}), fc.constant({a: null, l: [null, 1]}))

const text = fc.record(
  {type: fc.constantFrom('Text', 'Markdown', 'Title', 'Hologram'), id, key: id, value, streaming, payload},
  {requiredKeys: ['type']},
)

const {node} = fc.letrec<{node: DynamicWidgetComponent}>((tie) => ({
  node: fc.oneof(
    {maxDepth: 3, withCrossShrink: true},
    text as fc.Arbitrary<DynamicWidgetComponent>,
    fc.record(
      {
        type: fc.constantFrom('Row', 'Box', 'Transition'),
        id,
        gap: fc.nat(2),
        children: fc.oneof(fc.array(tie('node'), {maxLength: 3}), tie('node'), fc.constant(null)),
      },
      {requiredKeys: ['type']},
    ) as fc.Arbitrary<DynamicWidgetComponent>,
  ),
}))

/** Any widget, nulls and repeated ids included. */
export const arbitraryWidget: fc.Arbitrary<DynamicWidgetRoot> = fc.record(
  {
    type: fc.constantFrom('Card', 'Basic', 'ListView'),
    id,
    theme: fc.constantFrom('light', null),
    children: fc.array(node, {maxLength: 4}),
  },
  {requiredKeys: ['type', 'children']},
)

/** A widget and another one made from it by a few small changes, as a stream of states makes them. */
export const arbitraryStep: fc.Arbitrary<[DynamicWidgetRoot, DynamicWidgetRoot]> = fc
  .tuple(arbitraryWidget, fc.array(fc.tuple(fc.nat(20), fc.nat(4), node), {maxLength: 3}))
  .map(([widget, changes]) => {
    const after = structuredClone(widget)
    for (const [at, kind, other] of changes) change(after, at, kind, other)
    return [widget, after]
  })

function change(root: DynamicWidgetComponent, at: number, kind: number, other: DynamicWidgetComponent): void {
  const nodes = collect(root)
  const target = nodes[at % nodes.length]
  if (target === undefined) return
  if (kind <= 2 && typeof target['value'] === 'string') target['value'] += ['!', ' and more', ''][kind]
  else if (kind === 3) target['streaming'] = target['streaming'] !== true
  else if (Array.isArray(target.children)) target.children.push(structuredClone(other))
  else target['weight'] = 'bold'
}

function collect(node: DynamicWidgetComponent): DynamicWidgetComponent[] {
  const children = node.children ?? []
  return [node, ...(Array.isArray(children) ? children : [children]).flatMap(collect)]
}
