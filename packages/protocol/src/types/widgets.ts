import type {WidgetBox, WidgetCol, WidgetForm, WidgetRow, WidgetTransition} from './widget-layout.ts'
import type {WidgetChart} from './widget-chart.ts'
import type {
  WidgetButton,
  WidgetCheckbox,
  WidgetDatePicker,
  WidgetInput,
  WidgetLabel,
  WidgetRadioGroup,
  WidgetSelect,
  WidgetTextarea,
} from './widget-controls.ts'
import type {
  WidgetBadge,
  WidgetCaption,
  WidgetDivider,
  WidgetIcon,
  WidgetImage,
  WidgetMarkdown,
  WidgetSpacer,
  WidgetText,
  WidgetTitle,
} from './widget-display.ts'
import type {WidgetBasic, WidgetCard, WidgetListView, WidgetListViewItem} from './widget-roots.ts'
import type {WidgetTable, WidgetTableCell, WidgetTableRow} from './widget-table.ts'

/** The types that may stand at the top of a widget. */
export type WidgetRootType = 'Card' | 'ListView' | 'Basic'

/**
 * A node whose props nobody checks, as templates make them. Unknown component types and unknown props pass through every server;
 * a client renders what it knows.
 */
export interface DynamicWidgetComponent {
  type: string
  id?: string
  key?: string
  children?: DynamicWidgetComponent | DynamicWidgetComponent[]
  [prop: string]: unknown
}

/** A root whose props nobody checks. */
export interface DynamicWidgetRoot extends DynamicWidgetComponent {
  type: WidgetRootType
}

/** A root with typed props. */
export type KnownWidgetRoot = WidgetCard | WidgetListView | WidgetBasic

/** A component with typed props. Discriminated by `type`. */
export type KnownWidgetComponent =
  | WidgetText
  | WidgetTitle
  | WidgetCaption
  | WidgetMarkdown
  | WidgetBadge
  | WidgetBox
  | WidgetRow
  | WidgetCol
  | WidgetForm
  | WidgetDivider
  | WidgetSpacer
  | WidgetIcon
  | WidgetImage
  | WidgetButton
  | WidgetSelect
  | WidgetDatePicker
  | WidgetCheckbox
  | WidgetInput
  | WidgetTextarea
  | WidgetRadioGroup
  | WidgetLabel
  | WidgetTransition
  | WidgetChart
  | WidgetTable
  | WidgetTableRow
  | WidgetTableCell
  | WidgetListViewItem
  | KnownWidgetRoot

/** Any node of a widget. */
export type WidgetComponent = KnownWidgetComponent | DynamicWidgetComponent

/** The top node of a widget. */
export type WidgetRoot = KnownWidgetRoot | DynamicWidgetRoot
