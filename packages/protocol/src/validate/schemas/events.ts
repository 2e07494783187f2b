import {z} from 'zod'
import {annotation} from './annotations.ts'
import {assistantMessageContent} from './content.ts'
import {generatedImage, threadItem} from './items.ts'
import {count, freeForm, iconName} from './primitives.ts'
import {task} from './tasks.ts'
import {thread} from './thread.ts'
import {widgetComponent, widgetRoot} from './widgets.ts'

const atPart = {content_index: count}

export const threadItemUpdate = z.discriminatedUnion('type', [
  z.object({
    ...atPart,
    type: z.literal('assistant_message.content_part.added'),
    content: assistantMessageContent,
  }),
  z.object({...atPart, type: z.literal('assistant_message.content_part.text_delta'), delta: z.string()}),
  z.object({
    ...atPart,
    type: z.literal('assistant_message.content_part.annotation_added'),
    annotation_index: count,
    annotation,
  }),
  z.object({
    ...atPart,
    type: z.literal('assistant_message.content_part.done'),
    content: assistantMessageContent,
  }),
  z.object({
    type: z.literal('widget.streaming_text.value_delta'),
    component_id: z.string(),
    delta: z.string(),
    done: z.boolean(),
  }),
  z.object({type: z.literal('widget.root.updated'), widget: widgetRoot}),
  z.object({type: z.literal('widget.component.updated'), component_id: z.string(), component: widgetComponent}),
  z.object({type: z.literal('workflow.task.added'), task_index: count, task}),
  z.object({type: z.literal('workflow.task.updated'), task_index: count, task}),
  z.object({type: z.literal('generated_image.updated'), image: generatedImage, progress: z.number().optional()}),
])

export const threadStreamEvent = z.discriminatedUnion('type', [
  z.object({type: z.literal('thread.created'), thread}),
  z.object({type: z.literal('thread.updated'), thread}),
  z.object({type: z.literal('thread.item.added'), item: threadItem}),
  z.object({type: z.literal('thread.item.updated'), item_id: z.string(), update: threadItemUpdate}),
  z.object({type: z.literal('thread.item.done'), item: threadItem}),
  z.object({type: z.literal('thread.item.removed'), item_id: z.string()}),
  z.object({type: z.literal('thread.item.replaced'), item: threadItem}),
  z.object({type: z.literal('stream_options'), stream_options: z.object({allow_cancel: z.boolean()})}),
  z.object({type: z.literal('progress_update'), text: z.string(), icon: iconName.optional()}),
  z.object({type: z.literal('client_effect'), name: z.string(), data: freeForm.default(() => ({}))}),
  z.object({
    type: z.literal('error'),
    code: z.enum(['stream.error', 'custom']).default('custom'),
    message: z.string().optional(),
    allow_retry: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('notice'),
    level: z.enum(['info', 'warning', 'danger']),
    message: z.string(),
    title: z.string().optional(),
  }),
])
