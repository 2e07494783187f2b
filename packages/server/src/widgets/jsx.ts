import type {WidgetComponent} from 'chatkit-protocol'
import type {Children} from './components/children.ts'
import {flattenChildren} from './components/children.ts'
import {keyOf} from './components/define.ts'
import type {WidgetElement} from './components/types.ts'

/** A component as JSX calls it: with one object of props. */
type Component = (props: never) => unknown

/** Makes what `<Component …>` stands for. Compilers call it. */
export function jsx(component: Component, props: object, key?: string | number): WidgetElement {
  if (typeof component !== 'function') {
    throw new TypeError(
      `<${String(component)}> is not a widget component. Import the components from chatkit-server/widgets.`,
    )
  }
  const made = component(props as never)
  return (key === undefined ? made : withKey(made, key)) as WidgetElement
}

/** As `jsx`, for compilers that fall back to it when a `key` follows spread props. */
export function createElement(
  component: Component,
  props: {key?: string | number} | null,
  ...children: unknown[]
): WidgetElement {
  const {key, ...rest} = props ?? {}
  return jsx(component, children.length > 0 ? {...rest, children} : rest, key)
}

/** `<>…</>`: its children, without anything around them. */
export function Fragment({children}: {children?: Children<WidgetComponent>}): WidgetComponent[] {
  return flattenChildren(children) as WidgetComponent[]
}

function withKey(made: unknown, key: string | number): unknown {
  const isNode = typeof made === 'object' && made !== null && !Array.isArray(made)
  return isNode ? {...made, key: keyOf(key)} : made
}

/** How TypeScript checks JSX with `jsxImportSource: 'chatkit-server/widgets'`. */
export declare namespace JSX {
  type Element = WidgetElement
  type ElementType = (props: never) => Children<WidgetComponent>
  interface ElementChildrenAttribute {
    children: unknown
  }
  interface IntrinsicAttributes {
    key?: string | number
  }
  /** There are none: every component is imported. */
  // oxlint-disable-next-line typescript/no-empty-object-type -- TypeScript wants an interface of this name
  interface IntrinsicElements {}
}
