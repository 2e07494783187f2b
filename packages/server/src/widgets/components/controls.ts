import type {
  WidgetButton,
  WidgetCheckbox,
  WidgetDatePicker,
  WidgetInput,
  WidgetLabel,
  WidgetRadioGroup,
  WidgetSelect,
  WidgetTextarea,
} from 'chatkit-protocol'
import {leaf, textual} from './define.ts'

/** A button. Its text is the `label`; one with only an icon has none. */
export const Button = textual<WidgetButton, 'label'>('Button', 'label')

/** The label of a field. Its text is the `value`. */
export const Label = textual<WidgetLabel, 'value'>('Label', 'value')

/** A choice of one option. */
export const Select = leaf<WidgetSelect>('Select')

/** A choice of a date. */
export const DatePicker = leaf<WidgetDatePicker>('DatePicker')

/** A box to tick. */
export const Checkbox = leaf<WidgetCheckbox>('Checkbox')

/** A field of one line. */
export const Input = leaf<WidgetInput>('Input')

/** A field of several lines. */
export const Textarea = leaf<WidgetTextarea>('Textarea')

/** A choice of one option, all of which show. */
export const RadioGroup = leaf<WidgetRadioGroup>('RadioGroup')
