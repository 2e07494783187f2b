import type {DynamicWidgetComponent} from 'chatkit-protocol'
import type {Children} from './children.ts'
import {flattenChildren} from './children.ts'
import {checkPlacement} from './placement.ts'
import type {Container, Leaf, PlaceableComponent, Textual} from './types.ts'

/** Props as they come in: the types of the components say which. */
type AnyProps = Record<string, unknown>

/** Makes a component without children. */
export function leaf<Node extends {type: string}>(type: Node['type']): Leaf<Node> {
  return (...[props]) => makeNode(type, props) as Node
}

/** Makes a component with a list of children. */
export function container<Node extends {type: string}, Child = PlaceableComponent>(
  type: Node['type'],
): Container<Node, Child> {
  return (props, ...children) => {
    const nodes = flattenChildren([props.children, children])
    for (const node of nodes) checkPlacement(type, node)
    return makeNode(type, props, {children: nodes}) as Node
  }
}

/** Makes a component around a text, which goes into the prop `prop`. */
export function textual<Node extends {type: string}, Prop extends keyof Node & string>(
  type: Node['type'],
  prop: Prop,
): Textual<Node, Prop> {
  return (first: string | number | object, second?: object) => {
    if (typeof first !== 'object') return makeNode(type, second, {[prop]: String(first)}) as Node
    const {children} = first as {children?: unknown}
    const text = children === undefined ? undefined : joinText(type, children)
    return makeNode(type, first, text === undefined ? {} : {[prop]: text}) as Node
  }
}

/**
 * Makes a component of a type that ChatKit's types do not know, for a client of your own. Every client passes it by that does not know it.
 *
 * @example
 * const Hologram = defineComponent<{beam: number}>('Hologram')
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- given by the caller: it is what types the component
export function defineComponent<Props extends object = Record<string, unknown>>(
  type: string,
): (
  props: Props & {id?: string; key?: string | number; children?: Children<PlaceableComponent>},
  ...children: Children<PlaceableComponent>[]
) => DynamicWidgetComponent {
  return (props, ...children) => {
    const nodes = flattenChildren([props.children, children])
    for (const node of nodes) checkPlacement(type, node)
    return makeNode(type, props, nodes.length > 0 ? {children: nodes} : {}) as DynamicWidgetComponent
  }
}

/** Props that are null or undefined are left out: on the wire a widget has no nulls. */
export function makeNode(type: string, props: object = {}, more: AnyProps = {}): object {
  const node: AnyProps = {type}
  for (const [name, value] of Object.entries(props) as [string, unknown][]) {
    if (value === null || value === undefined || name === 'children' || name === 'type') continue
    node[name] = name === 'key' ? keyOf(value) : value
  }
  return Object.assign(node, more)
}

/** A key as the wire has it: always a text. */
export function keyOf(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value
}

function joinText(type: string, children: unknown): string {
  return flattenChildren(children)
    .map((part) => {
      if (typeof part === 'string' || typeof part === 'number') return String(part)
      throw new TypeError(`${type} takes text, not components. Put them beside it.`)
    })
    .join('')
}
