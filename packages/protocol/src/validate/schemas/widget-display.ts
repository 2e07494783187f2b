import {z} from 'zod'
import {iconName} from './primitives.ts'
import {
  color,
  dimensions,
  flag,
  lengthOrText,
  nodeProps,
  radius,
  smallSize,
  spacingOrSize,
  text,
  textAlign,
  textSize,
  weight,
  whole,
} from './widget-values.ts'

const textProps = {
  ...nodeProps,
  value: z.string(),
  color: color.optional(),
  weight: weight.optional(),
  textAlign: textAlign.optional(),
  truncate: flag,
  maxLines: whole,
}

const editable = z.union(
  [
    z.literal(false),
    z.object({
      name: z.string(),
      autoFocus: flag,
      autoSelect: flag,
      autoComplete: text,
      allowAutofillExtensions: flag,
      pattern: text,
      placeholder: text,
      required: flag,
    }),
  ],
  {error: 'must be false, or an object with a "name"'},
)

/** What shows something. */
export const displayComponents = {
  Text: z.object({
    ...textProps,
    type: z.literal('Text'),
    streaming: flag,
    italic: flag,
    lineThrough: flag,
    width: lengthOrText,
    size: textSize.optional(),
    minLines: whole,
    editable: editable.optional(),
  }),
  Title: z.object({
    ...textProps,
    type: z.literal('Title'),
    size: z.enum(['sm', 'md', 'lg', 'xl', '2xl', '3xl', '4xl', '5xl']).optional(),
  }),
  Caption: z.object({...textProps, type: z.literal('Caption'), size: smallSize.optional()}),
  Markdown: z.object({...nodeProps, type: z.literal('Markdown'), value: z.string(), streaming: flag}),
  Badge: z.object({
    ...nodeProps,
    type: z.literal('Badge'),
    label: z.string(),
    color: z.enum(['secondary', 'success', 'danger', 'warning', 'info', 'discovery']).optional(),
    variant: z.enum(['solid', 'soft', 'outline']).optional(),
    size: smallSize.optional(),
    pill: flag,
  }),
  Divider: z.object({
    ...nodeProps,
    type: z.literal('Divider'),
    color: color.optional(),
    size: lengthOrText,
    spacing: lengthOrText,
    flush: flag,
  }),
  Spacer: z.object({...nodeProps, type: z.literal('Spacer'), minSize: lengthOrText}),
  Icon: z.object({
    ...nodeProps,
    type: z.literal('Icon'),
    name: iconName,
    color: color.optional(),
    size: z.enum(['xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl']).optional(),
  }),
  Image: z.object({
    ...nodeProps,
    ...dimensions,
    type: z.literal('Image'),
    src: z.string(),
    alt: text,
    fit: z.enum(['cover', 'contain', 'fill', 'scale-down', 'none']).optional(),
    position: z
      .enum(['top left', 'top', 'top right', 'left', 'center', 'right', 'bottom left', 'bottom', 'bottom right'])
      .optional(),
    radius: radius.optional(),
    frame: flag,
    flush: flag,
    margin: spacingOrSize.optional(),
    background: color.optional(),
    flex: lengthOrText,
  }),
}
