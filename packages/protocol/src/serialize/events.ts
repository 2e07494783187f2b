import {isHiddenItem} from '../guards.ts'
import type {ErrorEvent, StreamOptions, ThreadStreamEvent} from '../types/events.ts'
import type {ThreadItemUpdate} from '../types/updates.ts'
import {item} from './items.ts'
import {byType, model, nested, plain, withDefault} from './model.ts'
import {annotation, assistantContent, generatedImage, task} from './parts.ts'
import {thread} from './threads.ts'
import {removeNulls} from './widget.ts'

const update = byType<ThreadItemUpdate>({
  'assistant_message.content_part.added': {
    type: plain,
    content_index: plain,
    content: nested(assistantContent),
  },
  'assistant_message.content_part.text_delta': {type: plain, content_index: plain, delta: plain},
  'assistant_message.content_part.annotation_added': {
    type: plain,
    content_index: plain,
    annotation_index: plain,
    annotation: nested(annotation),
  },
  'assistant_message.content_part.done': {
    type: plain,
    content_index: plain,
    content: nested(assistantContent),
  },
  'widget.streaming_text.value_delta': {type: plain, component_id: plain, delta: plain, done: plain},
  'widget.root.updated': {type: plain, widget: nested(removeNulls)},
  'widget.component.updated': {type: plain, component_id: plain, component: nested(removeNulls)},
  'workflow.task.added': {type: plain, task_index: plain, task: nested(task)},
  'workflow.task.updated': {type: plain, task_index: plain, task: nested(task)},
  'generated_image.updated': {type: plain, image: nested(generatedImage), progress: plain},
})

/** One event by its model. */
export const event = byType<ThreadStreamEvent>({
  'thread.created': {type: plain, thread: nested(thread)},
  'thread.updated': {type: plain, thread: nested(thread)},
  'thread.item.added': {type: plain, item: nested(item)},
  'thread.item.updated': {type: plain, item_id: plain, update: nested(update)},
  'thread.item.done': {type: plain, item: nested(item)},
  'thread.item.removed': {type: plain, item_id: plain},
  'thread.item.replaced': {type: plain, item: nested(item)},
  stream_options: {type: plain, stream_options: nested(model<StreamOptions>({allow_cancel: plain}))},
  progress_update: {type: plain, text: plain, icon: plain},
  client_effect: {type: plain, name: plain, data: withDefault<Record<string, unknown>>(() => ({}))},
  error: {
    type: plain,
    code: withDefault<ErrorEvent['code']>(() => 'custom'),
    message: plain,
    allow_retry: withDefault<boolean>(() => false),
  },
  notice: {type: plain, level: plain, message: plain, title: plain},
})

/**
 * What of an event a client may see: nothing of a hidden item that begins or ends, and its removal where it takes the place of one that
 * the client may have. Other events are returned as they are.
 */
export function toClientEvent(value: ThreadStreamEvent): ThreadStreamEvent | undefined {
  if (!('item' in value) || !isHiddenItem(value.item)) return value
  return value.type === 'thread.item.replaced' ? {type: 'thread.item.removed', item_id: value.item.id} : undefined
}
