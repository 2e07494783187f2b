import {z} from 'zod'
import type {WidgetComponent} from '../../types/widgets.ts'
import {iconName} from './primitives.ts'

export const flag = z.boolean().optional()
export const text = z.string().optional()
export const whole = z.int().optional()
const numberOrText = z.union([z.number(), z.string()], {error: 'must be a number or a string'})
export const lengthOrText = numberOrText.optional()

export const color = z.union([z.string(), z.object({light: z.string(), dark: z.string()})], {
  error: 'must be a colour, or an object with "light" and "dark"',
})

export const spacing = z.strictObject({
  top: lengthOrText,
  right: lengthOrText,
  bottom: lengthOrText,
  left: lengthOrText,
  x: lengthOrText,
  y: lengthOrText,
})

export const spacingOrSize = z.union([z.number(), z.string(), spacing], {
  error: 'must be a number, a CSS length, or an object with sides',
})

const oneBorder = z.object({
  size: z.int(),
  color: color.optional(),
  style: z.enum(['solid', 'dashed', 'dotted', 'double', 'groove', 'ridge', 'inset', 'outset']).optional(),
})
const side = z.union([z.int(), oneBorder], {error: 'must be a width in pixels or a border'}).optional()
// Strict, so that a border with a mistake in it does not pass as a set of no sides.
const borders = z.strictObject({top: side, right: side, bottom: side, left: side, x: side, y: side})

export const border = z.union([z.int(), oneBorder, borders], {
  error: 'must be a width in pixels, a border, or an object with sides',
})

export const radius = z.enum(['2xs', 'xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl', '4xl', 'full', '100%', 'none'])
export const align = z.enum(['start', 'center', 'end', 'baseline', 'stretch'])
export const justify = z.enum(['start', 'center', 'end', 'between', 'around', 'evenly', 'stretch'])
export const textAlign = z.enum(['start', 'center', 'end'])
export const textSize = z.enum(['xs', 'sm', 'md', 'lg', 'xl'])
export const smallSize = z.enum(['sm', 'md', 'lg'])
export const weight = z.enum(['normal', 'medium', 'semibold', 'bold'])
export const controlVariant = z.enum(['solid', 'soft', 'outline', 'ghost'])
export const controlSize = z.enum(['3xs', '2xs', 'xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl'])
export const direction = z.enum(['row', 'col'])
export const theme = z.enum(['light', 'dark'])

export const actionConfig = z.object({
  type: z.string(),
  payload: z.unknown().optional(),
  handler: z.enum(['server', 'client']).optional(),
  loadingBehavior: z.enum(['auto', 'none', 'self', 'container']).optional(),
  streaming: z.boolean().optional(),
})

export const status = z.union(
  [z.object({text: z.string(), favicon: text, frame: flag}), z.object({text: z.string(), icon: iconName.optional()})],
  {error: 'must have a "text", and perhaps a "favicon" or an "icon"'},
)

export const cardAction = z.object({label: z.string(), action: actionConfig})

/** What every node has. */
export const nodeProps = {id: text, key: text}

/** Width, height and their bounds. */
export const dimensions = {
  height: lengthOrText,
  width: lengthOrText,
  size: lengthOrText,
  minHeight: lengthOrText,
  minWidth: lengthOrText,
  minSize: lengthOrText,
  maxHeight: lengthOrText,
  maxWidth: lengthOrText,
  maxSize: lengthOrText,
  aspectRatio: lengthOrText,
}

/** A child: only that it is a node. Each node is checked where it stands in the tree. */
export const child = z.looseObject({type: z.string()}) as unknown as z.ZodType<WidgetComponent>
export const children = z.array(child)
