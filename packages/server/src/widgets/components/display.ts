import type {
  WidgetBadge,
  WidgetCaption,
  WidgetChart,
  WidgetIcon,
  WidgetImage,
  WidgetMarkdown,
  WidgetText,
  WidgetTitle,
} from 'chatkit-protocol'
import {leaf, textual} from './define.ts'

/** A text. With an `id` what is appended to it streams as a delta. */
export const Text = textual<WidgetText, 'value'>('Text', 'value')

/** A heading. */
export const Title = textual<WidgetTitle, 'value'>('Title', 'value')

/** A small text beside something. */
export const Caption = textual<WidgetCaption, 'value'>('Caption', 'value')

/** A Markdown text. Give it as `value` where line breaks matter: JSX joins lines. */
export const Markdown = textual<WidgetMarkdown, 'value'>('Markdown', 'value')

/** A short label in a frame. */
export const Badge = textual<WidgetBadge, 'label'>('Badge', 'label')

/** A built-in icon, or a vendor's. */
export const Icon = leaf<WidgetIcon>('Icon')

/** An image. Whether it may be loaded is for the client to decide. */
export const Image = leaf<WidgetImage>('Image')

/** A chart of bars, areas and lines. */
export const Chart = leaf<WidgetChart>('Chart')
