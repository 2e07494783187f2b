import type {DynamicWidgetComponent, DynamicWidgetRoot, KnownWidgetComponent, KnownWidgetRoot} from 'chatkit-protocol'
import type {WidgetListViewItem, WidgetTableCell, WidgetTableRow} from 'chatkit-protocol'
import type {Children, TextChildren} from './children.ts'

declare const element: unique symbol

/**
 * What a JSX expression is. TypeScript has one type for all of them, so whether it is a root, or stands where it may, is known only when
 * it runs: the component around it, or `streamWidget`, then throws. The function style is checked at compile time.
 */
export interface WidgetElement extends DynamicWidgetRoot {
  /** Exists for the type checker only. */
  readonly [element]: true
}

/** What may stand anywhere inside a widget. Rows of lists and tables have a place of their own; roots may only stand in a Basic. */
export type PlaceableComponent =
  | Exclude<KnownWidgetComponent, KnownWidgetRoot | WidgetListViewItem | WidgetTableRow | WidgetTableCell>
  | DynamicWidgetComponent
  | WidgetElement

/** The props of a node, as a component takes them. */
export type PropsOf<Node, Omitted extends PropertyKey = never> = Omit<Node, 'type' | 'children' | 'key' | Omitted> & {
  /** Keeps the node's identity among its siblings. */
  key?: string | number
  type?: never
}

/** A component without children, as `Divider({flush: true})` or `<Divider flush />`. */
export type Leaf<Node> = (...args: OptionalIfEmpty<PropsOf<Node> & {children?: never}>) => Node

/** A component with a list of children, as `Row({gap: 2}, a, b)` or `<Row gap={2}>{a}{b}</Row>`. */
export type Container<Node, Child> = (
  props: PropsOf<Node> & {children?: Children<Child>},
  ...children: Children<Child>[]
) => Node

/** A component around a text, as `Text('Hello', {size: 'sm'})`, `Text({value: 'Hello'})` or `<Text size="sm">Hello</Text>`. */
export interface Textual<Node, Prop extends keyof Node> {
  (text: string | number, ...props: OptionalIfEmpty<PropsOf<Node, Prop>>): Node
  (props: PropsOf<Node, Prop> & TextProp<Node, Prop>): Node
}

/** The text as a prop or as children, never both; left out only where the node can do without. */
type TextProp<Node, Prop extends keyof Node> =
  | (Pick<Node, Prop> & {children?: never})
  | ({[P in Prop]?: never} & {children: TextChildren})

type OptionalIfEmpty<Props> = Partial<Props> extends Props ? [props?: Props] : [props: Props]
