import type {ThreadMetadata, ThreadStreamEvent, WidgetItem, WidgetRoot} from 'chatkit-protocol'
import {generateId as generateDefaultId} from '../ids.ts'
import {diffSnapshots} from './diff/diff-widget.ts'
import {snapshot} from './diff/snapshot.ts'

/** Options of {@link streamWidget}. */
export interface StreamWidgetOptions {
  /** What the reader's copy button copies. Default: the client decides. */
  copyText?: string
  /** Makes the item's id. Default: as every id of this package, `msg_…`. */
  generateId?: (kind: 'message') => string
}

const ROOT_TYPES: ReadonlySet<unknown> = new Set(['Card', 'ListView', 'Basic'])

/**
 * A widget as the events of one item. A plain widget is one `thread.item.done`. An iterable of states is `thread.item.added` with the first
 * one, `thread.item.updated` for what changes from state to state, and `thread.item.done` with the last.
 *
 * A state may be the same object as before, changed in place. When the iterable fails, the item that was added is removed again before
 * the error goes on.
 *
 * Source: openai-chatkit 1.6.5, server.py `stream_widget`.
 *
 * @throws TypeError when the iterable ends without a state, or a state is not a widget
 */
export async function* streamWidget(
  thread: Pick<ThreadMetadata, 'id'>,
  widget: WidgetRoot | AsyncIterable<WidgetRoot> | Iterable<WidgetRoot>,
  {copyText, generateId = generateDefaultId}: StreamWidgetOptions = {},
): AsyncGenerator<ThreadStreamEvent, void, undefined> {
  const start = {
    type: 'widget' as const,
    id: generateId('message'),
    thread_id: thread.id,
    created_at: new Date().toISOString(),
    ...(copyText === undefined ? {} : {copy_text: copyText}),
  }
  if (!isIterable(widget)) {
    yield {type: 'thread.item.done', item: {...start, widget: toState(widget)}}
    return
  }
  let item: WidgetItem | undefined
  try {
    for await (const given of widget) {
      const state = toState(given)
      if (item === undefined) {
        item = {...start, widget: state}
        yield {type: 'thread.item.added', item}
        continue
      }
      for (const update of diffSnapshots(item.widget, state)) {
        yield {type: 'thread.item.updated', item_id: item.id, update}
      }
      item = {...item, widget: state}
    }
  } catch (error) {
    if (item !== undefined) yield {type: 'thread.item.removed', item_id: item.id}
    throw error
  }
  if (item === undefined) {
    throw new TypeError(
      'The widget to stream ended before its first state. Yield at least one Card, ListView or Basic.',
    )
  }
  yield {type: 'thread.item.done', item}
}

function isIterable<T>(value: object | Iterable<T>): value is AsyncIterable<T> | Iterable<T> {
  // Typeof null is an object too, but toState says what is wrong with it.
  return value !== null && typeof value === 'object' && (Symbol.asyncIterator in value || Symbol.iterator in value)
}

function toState(value: WidgetRoot): WidgetRoot {
  const type: unknown = (value as Partial<WidgetRoot> | null | undefined)?.type
  if (ROOT_TYPES.has(type)) return snapshot(value)
  const got = typeof type === 'string' ? `a ${type}` : 'something without a type'
  throw new TypeError(`A widget needs a Card, a ListView or a Basic around everything; got ${got}.`)
}
