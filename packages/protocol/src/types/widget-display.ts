import type {IconName} from './icons.ts'
import type {WidgetNodeBase} from './widget-layout.ts'
import type {
  WidgetCaptionSize,
  WidgetColor,
  WidgetDimensions,
  WidgetIconSize,
  WidgetRadius,
  WidgetSize,
  WidgetSpacing,
  WidgetTextAlign,
  WidgetTextSize,
  WidgetTitleSize,
  WidgetWeight,
} from './widget-values.ts'

/** What Text, Title and Caption share. */
export interface WidgetTextProps extends WidgetNodeBase {
  value: string
  color?: WidgetColor
  weight?: WidgetWeight
  textAlign?: WidgetTextAlign
  truncate?: boolean
  maxLines?: number
}

/** Turns a text into a field. */
export interface WidgetEditable {
  name: string
  autoFocus?: boolean
  autoSelect?: boolean
  autoComplete?: string
  allowAutofillExtensions?: boolean
  pattern?: string
  placeholder?: string
  required?: boolean
}

export interface WidgetText extends WidgetTextProps {
  type: 'Text'
  streaming?: boolean
  italic?: boolean
  lineThrough?: boolean
  width?: WidgetSize
  size?: WidgetTextSize
  minLines?: number
  editable?: false | WidgetEditable
}

export interface WidgetTitle extends WidgetTextProps {
  type: 'Title'
  size?: WidgetTitleSize
}

export interface WidgetCaption extends WidgetTextProps {
  type: 'Caption'
  size?: WidgetCaptionSize
}

export interface WidgetMarkdown extends WidgetNodeBase {
  type: 'Markdown'
  value: string
  streaming?: boolean
}

export interface WidgetBadge extends WidgetNodeBase {
  type: 'Badge'
  label: string
  color?: 'secondary' | 'success' | 'danger' | 'warning' | 'info' | 'discovery'
  variant?: 'solid' | 'soft' | 'outline'
  size?: 'sm' | 'md' | 'lg'
  pill?: boolean
}

export interface WidgetDivider extends WidgetNodeBase {
  type: 'Divider'
  color?: WidgetColor
  size?: number | string
  spacing?: number | string
  flush?: boolean
}

export interface WidgetSpacer extends WidgetNodeBase {
  type: 'Spacer'
  minSize?: number | string
}

export interface WidgetIcon extends WidgetNodeBase {
  type: 'Icon'
  name: IconName
  color?: WidgetColor
  size?: WidgetIconSize
}

export interface WidgetImage extends WidgetNodeBase, WidgetDimensions {
  type: 'Image'
  /** A plain string: whether it may be loaded is for the client to decide. */
  src: string
  alt?: string
  fit?: 'cover' | 'contain' | 'fill' | 'scale-down' | 'none'
  position?: 'top left' | 'top' | 'top right' | 'left' | 'center' | 'right' | 'bottom left' | 'bottom' | 'bottom right'
  radius?: WidgetRadius
  frame?: boolean
  flush?: boolean
  margin?: WidgetSize | WidgetSpacing
  background?: WidgetColor
  flex?: number | string
}
