import {isHiddenItem} from '../guards.ts'
import type {
  ClientToolCallItem,
  GeneratedImageItem,
  StructuredInputItem,
  ThreadItem,
  VisibleThreadItem,
} from '../types/items.ts'
import {toUtc} from './date.ts'
import {byType, list, nested, plain, withDefault} from './model.ts'
import {
  assistantContent,
  attachment,
  generatedImage,
  inferenceOptions,
  structuredInput,
  task,
  userContent,
  workflow,
} from './parts.ts'
import {removeNulls} from './widget.ts'

const base = {id: plain, thread_id: plain, created_at: nested<string>(toUtc)}

const visibleItem = byType<VisibleThreadItem>({
  user_message: {
    ...base,
    type: plain,
    content: list(userContent),
    attachments: list(attachment),
    quoted_text: plain,
    inference_options: {convert: inferenceOptions, byDefault: () => ({})},
  },
  assistant_message: {...base, type: plain, content: list(assistantContent)},
  client_tool_call: {
    ...base,
    type: plain,
    status: withDefault<ClientToolCallItem['status']>(() => 'pending'),
    call_id: plain,
    name: plain,
    arguments: plain,
    output: plain,
  },
  widget: {...base, type: plain, widget: nested(removeNulls), copy_text: plain},
  generated_image: {...base, type: plain, image: nested<GeneratedImageItem['image']>(generatedImage)},
  structured_input: {
    ...base,
    type: plain,
    status: withDefault<StructuredInputItem['status']>(() => 'pending'),
    inputs: list(structuredInput),
  },
  workflow: {...base, type: plain, workflow: nested(workflow)},
  task: {...base, type: plain, task: nested(task)},
  end_of_turn: {...base, type: plain},
})

/** @throws {TypeError} For a hidden item: failing is better than leaking. */
export function item(value: ThreadItem): ThreadItem {
  if (isHiddenItem(value)) {
    throw new TypeError(
      `Item ${value.id} is hidden (${value.type}) and must not be sent. Filter with isHiddenItem, or events with toClientEvent.`,
    )
  }
  return visibleItem(value)
}

/** A page of items without the hidden ones. */
export const visibleItems = (items: ThreadItem[]): ThreadItem[] =>
  items.flatMap((value) => (isHiddenItem(value) ? [] : [visibleItem(value)]))
