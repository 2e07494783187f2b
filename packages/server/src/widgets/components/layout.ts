import type {
  WidgetBox,
  WidgetCol,
  WidgetDivider,
  WidgetForm,
  WidgetRow,
  WidgetSpacer,
  WidgetTable,
  WidgetTableCell,
  WidgetTableRow,
  WidgetTransition,
} from 'chatkit-protocol'
import type {Children} from './children.ts'
import {flattenChildren} from './children.ts'
import {container, leaf, makeNode} from './define.ts'
import {checkPlacement} from './placement.ts'
import type {PlaceableComponent, PropsOf, WidgetElement} from './types.ts'

/** A box whose children stand in a row or a column. */
export const Box = container<WidgetBox>('Box')

/** Children side by side. */
export const Row = container<WidgetRow>('Row')

/** Children below each other. */
export const Col = container<WidgetCol>('Col')

/** Its fields are merged into the action's payload under their names; a dotted name nests. */
export const Form = container<WidgetForm>('Form')

/** A line between things. */
export const Divider = leaf<WidgetDivider>('Divider')

/** Takes the room that is left. */
export const Spacer = leaf<WidgetSpacer>('Spacer')

/** A table. Only @openai/chatkit 1.9.0 and later and this project's element show it. */
export const Table = Object.assign(container<WidgetTable, WidgetTableRow | WidgetElement>('Table'), {
  /** One row of a Table. */
  Row: container<WidgetTableRow, WidgetTableCell | WidgetElement>('Table.Row'),
  /** One cell of a Table.Row. */
  Cell: container<WidgetTableCell>('Table.Cell'),
})

/** Animates its one child when that is exchanged. */
export function Transition(
  props: PropsOf<WidgetTransition> & {children?: Children<PlaceableComponent>},
  ...children: Children<PlaceableComponent>[]
): WidgetTransition {
  const nodes = flattenChildren([props.children, children])
  if (nodes.length > 1) {
    throw new TypeError(`Transition takes one child, not ${nodes.length}. Put them into a Col or a Row.`)
  }
  for (const node of nodes) checkPlacement('Transition', node)
  return makeNode('Transition', props, nodes.length > 0 ? {children: nodes[0]} : {}) as WidgetTransition
}
