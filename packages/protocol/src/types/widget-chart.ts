import type {WidgetNodeBase} from './widget-layout.ts'
import type {WidgetColor, WidgetDimensions} from './widget-values.ts'

export type WidgetCurveType =
  | 'basis'
  | 'basisClosed'
  | 'basisOpen'
  | 'bumpX'
  | 'bumpY'
  | 'bump'
  | 'linear'
  | 'linearClosed'
  | 'natural'
  | 'monotoneX'
  | 'monotoneY'
  | 'monotone'
  | 'step'
  | 'stepBefore'
  | 'stepAfter'

export interface WidgetBarSeries {
  type: 'bar'
  label?: string
  dataKey: string
  /** Series with the same name are stacked. */
  stack?: string
  color?: WidgetColor
}

export interface WidgetAreaSeries {
  type: 'area'
  label?: string
  dataKey: string
  stack?: string
  color?: WidgetColor
  curveType?: WidgetCurveType
}

export interface WidgetLineSeries {
  type: 'line'
  label?: string
  dataKey: string
  color?: WidgetColor
  curveType?: WidgetCurveType
}

export type WidgetSeries = WidgetBarSeries | WidgetAreaSeries | WidgetLineSeries

export interface WidgetXAxis {
  dataKey: string
  hide?: boolean
  /** Label by value. */
  labels?: Record<string, string>
}

/** A chart (in the Python package only, openai-chatkit 1.6.5, widgets.py). */
export interface WidgetChart extends WidgetNodeBase, WidgetDimensions {
  type: 'Chart'
  data: Record<string, string | number>[]
  series: WidgetSeries[]
  xAxis: string | WidgetXAxis
  showYAxis?: boolean
  showLegend?: boolean
  showTooltip?: boolean
  barGap?: number
  barCategoryGap?: number
  flex?: number | string
}
