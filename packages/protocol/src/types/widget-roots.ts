import type {ActionConfig} from './actions.ts'
import type {WidgetNodeBase} from './widget-layout.ts'
import type {
  WidgetAlign,
  WidgetBorder,
  WidgetBorders,
  WidgetCardAction,
  WidgetColor,
  WidgetDirection,
  WidgetJustify,
  WidgetSize,
  WidgetSpacing,
  WidgetStatus,
  WidgetTheme,
} from './widget-values.ts'
import type {WidgetComponent} from './widgets.ts'

/** A framed widget, optionally a form with confirm and cancel. */
export interface WidgetCard extends WidgetNodeBase {
  type: 'Card'
  children: WidgetComponent[]
  /** Whether its fields are submitted with `confirm`. */
  asForm?: boolean
  background?: WidgetColor
  size?: 'sm' | 'md' | 'lg' | 'full'
  padding?: WidgetSize | WidgetSpacing
  status?: WidgetStatus
  collapsed?: boolean
  confirm?: WidgetCardAction
  cancel?: WidgetCardAction
  theme?: WidgetTheme
  border?: number | WidgetBorder | WidgetBorders
}

/** A list whose rows can be clicked. */
export interface WidgetListView extends WidgetNodeBase {
  type: 'ListView'
  children: WidgetListViewItem[]
  /** Rows shown before "show more". */
  limit?: number | 'auto'
  status?: WidgetStatus
  theme?: WidgetTheme
}

/** One row of a list. */
export interface WidgetListViewItem extends WidgetNodeBase {
  type: 'ListViewItem'
  children: WidgetComponent[]
  onClickAction?: ActionConfig
  gap?: number | string
  align?: WidgetAlign
}

/** A widget without a frame. */
export interface WidgetBasic extends WidgetNodeBase {
  type: 'Basic'
  children?: WidgetComponent[]
  theme?: WidgetTheme
  direction?: WidgetDirection
  gap?: number | string
  padding?: WidgetSize | WidgetSpacing
  align?: WidgetAlign
  justify?: WidgetJustify
}
