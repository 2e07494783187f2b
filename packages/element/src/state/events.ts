import type {Thread, ThreadItem, ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import {findEntry, putDone, replaceAt} from './entries.ts'
import {retryFor} from './retry.ts'
import type {ChatState, Notice, ThreadInfo} from './types.ts'
import {applyUpdate} from './updates.ts'

export function toThreadInfo(thread: Thread | ThreadMetadata): ThreadInfo {
  return {
    id: thread.id,
    title: thread.title ?? null,
    status: thread.status ?? {type: 'active'},
    allowedImageDomains: thread.allowed_image_domains ?? null,
  }
}

const sameNotice = (a: Notice, b: Notice) => a.level === b.level && a.message === b.message && a.title === b.title

/** A server that is ahead of us may send items whose lists we rely on are absent. */
function complete(item: ThreadItem): ThreadItem {
  if (item.type === 'assistant_message' || item.type === 'user_message') {
    return Array.isArray(item.content) ? item : {...item, content: []}
  }
  return item
}

/** Something of the answer arrived, so the line that told what was going on has done its work. */
const answered = (state: ChatState): ChatState => ({...state, phase: 'streaming', progress: null})

/** A row that is already finished ignores a late `added`: that is what a replay after a reconnect looks like. */
function addItem(state: ChatState, item: ThreadItem): ChatState {
  const index = findEntry(state.items, item.id)
  const known = state.items[index]
  if (known?.done) return state
  const entry = {key: known?.key ?? item.id, item, done: false}
  return answered({...state, items: known ? replaceAt(state.items, index, entry) : [...state.items, entry]})
}

function updateItem(state: ChatState, event: Extract<ThreadStreamEvent, {type: 'thread.item.updated'}>): ChatState {
  const index = findEntry(state.items, event.item_id)
  const known = state.items[index]
  if (!known || known.done) return state
  return answered({
    ...state,
    items: replaceAt(state.items, index, {...known, item: applyUpdate(known.item, event.update)}),
  })
}

function finishItem(state: ChatState, item: ThreadItem): ChatState {
  const next = {...state, items: putDone(state.items, item)}
  return item.type === 'user_message' ? next : answered(next)
}

/**
 * The transcript after one event of the stream. Pure and safe to replay: applying a stream twice, or a part of it and then all
 * of it, ends in the same state. Events and updates of unknown types leave the state as it is.
 */
export function applyEvent(state: ChatState, event: ThreadStreamEvent): ChatState {
  switch (event.type) {
    case 'thread.created':
    case 'thread.updated':
      // The event's page of items is always empty: it says nothing about the transcript.
      return {...state, thread: toThreadInfo(event.thread)}
    case 'thread.item.added':
      return addItem(state, complete(event.item))
    case 'thread.item.updated':
      return updateItem(state, event)
    case 'thread.item.done':
    case 'thread.item.replaced':
      return finishItem(state, complete(event.item))
    case 'thread.item.removed':
      return {...state, items: state.items.filter((entry) => entry.item.id !== event.item_id)}
    case 'stream_options':
      return {...state, allowCancel: event.stream_options.allow_cancel}
    case 'progress_update':
      return {...state, progress: {text: event.text, icon: event.icon ?? null}}
    case 'error':
      return {...state, error: {message: event.message ?? null, retry: event.allow_retry ? retryFor(state) : null}}
    case 'notice': {
      const notice = {level: event.level, message: event.message, title: event.title ?? null}
      return state.notices.some((shown) => sameNotice(shown, notice))
        ? state
        : {...state, notices: [...state.notices, notice]}
    }
    default:
      // client_effect is the host's business; anything else comes from a newer server.
      return state
  }
}
