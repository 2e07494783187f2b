import type {WidgetNodeBase} from './widget-layout.ts'
import type {WidgetSize, WidgetSpacing} from './widget-values.ts'
import type {WidgetComponent} from './widgets.ts'

/** A table (in the client's types only, @openai/chatkit 1.9.0). */
export interface WidgetTable extends WidgetNodeBase {
  type: 'Table'
  children?: WidgetTableRow[]
}

export interface WidgetTableRow extends WidgetNodeBase {
  type: 'Table.Row'
  children?: WidgetTableCell[]
  header?: boolean
}

export interface WidgetTableCell extends WidgetNodeBase {
  type: 'Table.Cell'
  children?: WidgetComponent[]
  width?: WidgetSize
  padding?: WidgetSpacing
  colSpan?: number
  rowSpan?: number
  align?: 'start' | 'center' | 'end'
  vAlign?: 'start' | 'center' | 'end'
  colSize?: 'xs' | 'sm' | 'md' | 'lg' | 'xl'
}
