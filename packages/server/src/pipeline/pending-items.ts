import type {
  AssistantMessageContent,
  AssistantMessageItem,
  ThreadItem,
  ThreadItemUpdate,
  WorkflowItem,
} from 'chatkit-protocol'
import {cloneJson} from '../json.ts'

type AssistantUpdate = Extract<ThreadItemUpdate, {content_index: number}>

/**
 * What the reader has seen of items that are not done, so that it can be kept if the turn is stopped.
 * Holds deep copies: folding updates in must not change the app's own objects.
 * Source: openai-chatkit 1.6.5, server.py `_update_pending_items`; PROTOCOL.md lists where this is more forgiving.
 */
export class PendingItems {
  readonly #items = new Map<string, ThreadItem>()

  add(item: ThreadItem): void {
    this.#items.set(item.id, cloneJson(item))
  }

  drop(itemId: string): void {
    this.#items.delete(itemId)
  }

  /** In the order in which they were added. */
  values(): ThreadItem[] {
    return [...this.#items.values()]
  }

  fold(itemId: string, update: ThreadItemUpdate): void {
    const item = this.#items.get(itemId)
    if (item?.type === 'assistant_message' && 'content_index' in update) foldAssistant(item, update)
    else if (item?.type === 'workflow' && 'task_index' in update) foldWorkflow(item, update)
  }
}

function foldAssistant(item: AssistantMessageItem, update: AssistantUpdate): void {
  const part = ensurePart(item.content, update.content_index)
  if (part === undefined) return
  switch (update.type) {
    case 'assistant_message.content_part.text_delta':
      part.text += update.delta
      return
    case 'assistant_message.content_part.annotation_added':
      part.annotations.splice(update.annotation_index, 0, cloneJson(update.annotation))
      return
    case 'assistant_message.content_part.added':
      item.content[update.content_index] = cloneJson(update.content)
      return
    case 'assistant_message.content_part.done': {
      const done = cloneJson(update.content)
      // The agents bridge ends a part with an empty list although annotations were streamed; taken literally that loses them.
      if ((done.annotations?.length ?? 0) === 0) done.annotations = part.annotations
      item.content[update.content_index] = done
    }
  }
}

// An index from a faulty hook must not allocate a million parts.
const MAX_PARTS = 1000

function ensurePart(content: AssistantMessageContent[], index: number): AssistantMessageContent | undefined {
  if (!Number.isInteger(index) || index < 0 || index >= MAX_PARTS) return undefined
  while (content.length <= index) content.push({type: 'output_text', text: '', annotations: []})
  const part = content[index]
  if (part !== undefined) part.annotations ??= []
  return part
}

function foldWorkflow(item: WorkflowItem, update: Extract<ThreadItemUpdate, {task_index: number}>): void {
  const {tasks} = item.workflow
  const task = cloneJson(update.task)
  if (update.type === 'workflow.task.added' || !(update.task_index in tasks)) tasks.push(task)
  else tasks[update.task_index] = task
}
