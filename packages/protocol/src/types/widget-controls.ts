import type {ActionConfig} from './actions.ts'
import type {IconName} from './icons.ts'
import type {WidgetNodeBase} from './widget-layout.ts'
import type {
  WidgetColor,
  WidgetControlSize,
  WidgetControlVariant,
  WidgetDirection,
  WidgetTextAlign,
  WidgetTextSize,
  WidgetWeight,
} from './widget-values.ts'

export interface WidgetButton extends WidgetNodeBase {
  type: 'Button'
  submit?: boolean
  label?: string
  onClickAction?: ActionConfig
  iconStart?: IconName
  iconEnd?: IconName
  style?: 'primary' | 'secondary'
  iconSize?: 'sm' | 'md' | 'lg' | 'xl' | '2xl'
  color?: 'primary' | 'secondary' | 'info' | 'discovery' | 'success' | 'caution' | 'warning' | 'danger'
  variant?: WidgetControlVariant
  size?: WidgetControlSize
  pill?: boolean
  uniform?: boolean
  block?: boolean
  disabled?: boolean
}

export interface WidgetSelectOption {
  value: string
  label: string
  disabled?: boolean
  description?: string
}

export interface WidgetSelect extends WidgetNodeBase {
  type: 'Select'
  name: string
  options: WidgetSelectOption[]
  onChangeAction?: ActionConfig
  placeholder?: string
  defaultValue?: string
  variant?: WidgetControlVariant
  size?: WidgetControlSize
  pill?: boolean
  block?: boolean
  clearable?: boolean
  disabled?: boolean
  /** Default: with more than 15 options. */
  searchable?: boolean
}

export interface WidgetDatePicker extends WidgetNodeBase {
  type: 'DatePicker'
  name: string
  onChangeAction?: ActionConfig
  placeholder?: string
  /** ISO 8601, like `min` and `max`. */
  defaultValue?: string
  min?: string
  max?: string
  variant?: WidgetControlVariant
  size?: WidgetControlSize
  side?: 'top' | 'bottom' | 'left' | 'right'
  align?: 'start' | 'center' | 'end'
  pill?: boolean
  block?: boolean
  clearable?: boolean
  disabled?: boolean
}

export interface WidgetCheckbox extends WidgetNodeBase {
  type: 'Checkbox'
  name: string
  label?: string
  defaultChecked?: boolean
  onChangeAction?: ActionConfig
  disabled?: boolean
  required?: boolean
}

/** What Input and Textarea share. */
export interface WidgetFieldProps extends WidgetNodeBase {
  name: string
  defaultValue?: string
  required?: boolean
  pattern?: string
  placeholder?: string
  allowAutofillExtensions?: boolean
  autoSelect?: boolean
  autoFocus?: boolean
  disabled?: boolean
  variant?: 'soft' | 'outline'
  size?: WidgetControlSize
  gutterSize?: '2xs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl'
}

export interface WidgetInput extends WidgetFieldProps {
  type: 'Input'
  inputType?: 'number' | 'email' | 'text' | 'password' | 'tel' | 'url'
  pill?: boolean
}

export interface WidgetTextarea extends WidgetFieldProps {
  type: 'Textarea'
  rows?: number
  autoResize?: boolean
  maxRows?: number
}

export interface WidgetRadioOption {
  label: string
  value: string
  disabled?: boolean
}

export interface WidgetRadioGroup extends WidgetNodeBase {
  type: 'RadioGroup'
  name: string
  options?: WidgetRadioOption[]
  ariaLabel?: string
  onChangeAction?: ActionConfig
  defaultValue?: string
  direction?: WidgetDirection
  disabled?: boolean
  required?: boolean
}

export interface WidgetLabel extends WidgetNodeBase {
  type: 'Label'
  value: string
  /** Name of the field that it labels. */
  fieldName: string
  size?: WidgetTextSize
  weight?: WidgetWeight
  textAlign?: WidgetTextAlign
  color?: WidgetColor
}
