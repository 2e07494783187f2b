import type {
  AssistantMessageContent,
  AssistantMessageItem,
  ThreadItem,
  ThreadItemUpdate,
  WorkflowItem,
} from 'chatkit-protocol'
import {cloneJson} from '../json.ts'

type AssistantUpdate = Extract<ThreadItemUpdate, {content_index: number}>
type TextDelta = Extract<AssistantUpdate, {delta: string}>

/**
 * What the reader has seen of items that are not done, so that it can be kept if the turn is stopped.
 * Holds deep copies: folding updates in must not change the app's own objects.
 * Source: openai-chatkit 1.6.5, server.py `_update_pending_items`; PROTOCOL.md lists where this is more forgiving.
 */
export class PendingItems {
  readonly #items = new Map<string, ThreadItem>()
  /** The text that is growing right now. What it got last is not in its part yet. */
  #growing: GrowingText | undefined

  add(item: ThreadItem): void {
    this.#settle()
    this.#items.set(item.id, cloneJson(item))
  }

  drop(itemId: string): void {
    this.#settle()
    this.#items.delete(itemId)
  }

  /** In the order in which they were added. */
  values(): ThreadItem[] {
    this.#settle()
    return [...this.#items.values()]
  }

  fold(itemId: string, update: ThreadItemUpdate): void {
    if (update.type === 'assistant_message.content_part.text_delta') {
      this.#grow(itemId, update)
      return
    }
    this.#settle()
    const item = this.#items.get(itemId)
    if (item?.type === 'assistant_message' && 'content_index' in update) foldAssistant(item, update)
    else if (item?.type === 'workflow' && 'task_index' in update) foldWorkflow(item, update)
  }

  #grow(itemId: string, {content_index: index, delta}: TextDelta): void {
    if (this.#growing?.itemId !== itemId || this.#growing.index !== index) {
      this.#settle()
      const item = this.#items.get(itemId)
      const part = item?.type === 'assistant_message' ? ensurePart(item.content, index) : undefined
      this.#growing = part === undefined ? undefined : new GrowingText(itemId, index, part)
    }
    this.#growing?.add(delta)
  }

  #settle(): void {
    this.#growing?.settle()
    this.#growing = undefined
  }
}

// Enough that joining costs next to nothing, few enough that what waits for it takes no room.
const MAX_DELTAS = 16

/**
 * Collects deltas and joins many at a time. Added one by one they would stay in the memory one by one until the answer is done: 64 bytes
 * each on V8, with an average text of 5.
 */
class GrowingText {
  readonly itemId: string
  readonly index: number
  readonly #part: AssistantMessageContent
  readonly #deltas: string[] = []

  constructor(itemId: string, index: number, part: AssistantMessageContent) {
    this.itemId = itemId
    this.index = index
    this.#part = part
  }

  add(delta: string): void {
    this.#deltas.push(delta)
    if (this.#deltas.length >= MAX_DELTAS) this.settle()
  }

  settle(): void {
    this.#part.text += this.#deltas.join('')
    this.#deltas.length = 0
  }
}

function foldAssistant(item: AssistantMessageItem, update: Exclude<AssistantUpdate, TextDelta>): void {
  const part = ensurePart(item.content, update.content_index)
  if (part === undefined) return
  switch (update.type) {
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
