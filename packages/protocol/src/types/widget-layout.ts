import type {ActionConfig} from './actions.ts'
import type {
  WidgetAlign,
  WidgetBorder,
  WidgetBorders,
  WidgetColor,
  WidgetDimensions,
  WidgetDirection,
  WidgetJustify,
  WidgetRadius,
  WidgetSize,
  WidgetSpacing,
} from './widget-values.ts'
import type {WidgetComponent} from './widgets.ts'

/** What every node has. */
export interface WidgetNodeBase {
  /** Addresses the node in updates. */
  id?: string
  /** Keeps the node's identity among its siblings. */
  key?: string
}

/** What Box, Row, Col and Form share. */
export interface WidgetBoxProps extends WidgetNodeBase, WidgetDimensions {
  children?: WidgetComponent[]
  align?: WidgetAlign
  justify?: WidgetJustify
  wrap?: 'nowrap' | 'wrap' | 'wrap-reverse'
  flex?: number | string
  gap?: number | string
  padding?: WidgetSize | WidgetSpacing
  margin?: WidgetSize | WidgetSpacing
  border?: number | WidgetBorder | WidgetBorders
  radius?: WidgetRadius
  background?: WidgetColor
}

export interface WidgetBox extends WidgetBoxProps {
  type: 'Box'
  direction?: WidgetDirection
}

export interface WidgetRow extends WidgetBoxProps {
  type: 'Row'
}

export interface WidgetCol extends WidgetBoxProps {
  type: 'Col'
}

/** Its fields are merged into the action's payload under their names; a dotted name nests. */
export interface WidgetForm extends WidgetBoxProps {
  type: 'Form'
  onSubmitAction?: ActionConfig
  direction?: WidgetDirection
}

/** Animates its one child when that is exchanged. */
export interface WidgetTransition extends WidgetNodeBase {
  type: 'Transition'
  children?: WidgetComponent
}
