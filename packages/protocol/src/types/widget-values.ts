import type {ActionConfig} from './actions.ts'
import type {IconName} from './icons.ts'

/** Pixels, or a CSS length. */
export type WidgetSize = number | string

/** A CSS colour or token name, or one for each theme. */
export type WidgetColor = string | {light: string; dark: string}

/** Per side; `x` and `y` set two sides at once. */
export interface WidgetSpacing {
  top?: WidgetSize
  right?: WidgetSize
  bottom?: WidgetSize
  left?: WidgetSize
  x?: WidgetSize
  y?: WidgetSize
}

export type WidgetBorderStyle = 'solid' | 'dashed' | 'dotted' | 'double' | 'groove' | 'ridge' | 'inset' | 'outset'

export interface WidgetBorder {
  /** Pixels. */
  size: number
  color?: WidgetColor
  style?: WidgetBorderStyle
}

/** Per side; `x` and `y` set two sides at once. A number is a width in pixels. */
export interface WidgetBorders {
  top?: number | WidgetBorder
  right?: number | WidgetBorder
  bottom?: number | WidgetBorder
  left?: number | WidgetBorder
  x?: number | WidgetBorder
  y?: number | WidgetBorder
}

export type WidgetRadius = '2xs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl' | '4xl' | 'full' | '100%' | 'none'
export type WidgetAlign = 'start' | 'center' | 'end' | 'baseline' | 'stretch'
export type WidgetJustify = 'start' | 'center' | 'end' | 'between' | 'around' | 'evenly' | 'stretch'
export type WidgetTextAlign = 'start' | 'center' | 'end'
export type WidgetTextSize = 'xs' | 'sm' | 'md' | 'lg' | 'xl'
export type WidgetTitleSize = 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl' | '4xl' | '5xl'
export type WidgetCaptionSize = 'sm' | 'md' | 'lg'
export type WidgetIconSize = 'xs' | 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl'
export type WidgetWeight = 'normal' | 'medium' | 'semibold' | 'bold'
export type WidgetControlVariant = 'solid' | 'soft' | 'outline' | 'ghost'
export type WidgetControlSize = '3xs' | '2xs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl'
export type WidgetDirection = 'row' | 'col'
export type WidgetTheme = 'light' | 'dark'

/** A line at the top of a card: a text with a favicon or an icon. */
export type WidgetStatus = {text: string; favicon?: string; frame?: boolean} | {text: string; icon?: IconName}

/** A button at the foot of a card. */
export interface WidgetCardAction {
  label: string
  action: ActionConfig
}

/** Width, height and their bounds. */
export interface WidgetDimensions {
  height?: WidgetSize
  width?: WidgetSize
  size?: WidgetSize
  minHeight?: WidgetSize
  minWidth?: WidgetSize
  minSize?: WidgetSize
  maxHeight?: WidgetSize
  maxWidth?: WidgetSize
  maxSize?: WidgetSize
  aspectRatio?: number | string
}
