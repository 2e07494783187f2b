import type {Act} from './acts.ts'
import {findEntry, keepThrough, mergeOlder, mergeStored, putDone, replaceAt, toEntries} from './entries.ts'
import {applyEvent, toThreadInfo} from './events.ts'
import {initialState} from './initial.ts'
import {retryFor} from './retry.ts'
import type {ChatState, Entry} from './types.ts'

/** The reader's unconfirmed message stays as "not sent"; what had arrived of an answer stays as it is, and tells if it failed. */
const settle = (entries: readonly Entry[], failed: boolean): readonly Entry[] =>
  entries.map((entry, index) => {
    if (entry.local?.status === 'sending') return {...entry, local: {...entry.local, status: 'failed' as const}}
    if (failed && index === entries.length - 1) return {...entry, done: true, failed}
    return entry.done ? entry : {...entry, done: true}
  })

const rest = {phase: 'idle', progress: null, allowCancel: true} as const

function startTurn(state: ChatState, after: string | undefined): ChatState {
  const items = after === undefined ? state.items : keepThrough(state.items, after)
  const anchor = after === undefined ? state.anchor : (items[items.length - 1]?.key ?? null)
  return {...state, ...rest, items, anchor, phase: 'waiting', error: null}
}

function answerTool(state: ChatState, itemId: string, output: unknown): ChatState {
  const index = findEntry(state.items, itemId)
  const entry = state.items[index]
  if (entry?.item.type !== 'client_tool_call') return state
  const item = {...entry.item, status: 'completed' as const, output}
  return {...state, items: replaceAt(state.items, index, {...entry, item})}
}

/** The chat after one act. Pure: no clock, no network, no ids made here. */
export function reduce(state: ChatState, act: Act): ChatState {
  switch (act.type) {
    case 'events':
      return act.events.reduce(applyEvent, state)
    case 'message.sent': {
      const entry = {
        key: act.item.id,
        item: act.item,
        done: false,
        local: {status: 'sending' as const, draft: act.draft},
      }
      return {...startTurn(state, undefined), items: [...state.items, entry], anchor: entry.key, notices: []}
    }
    case 'message.withdrawn':
      return {...state, items: state.items.filter((entry) => entry.key !== act.key)}
    case 'turn.started':
      return startTurn(state, act.after)
    case 'turn.ended':
      return {...state, ...rest, items: settle(state.items, state.error !== null)}
    case 'turn.failed': {
      const items = settle(state.items, true)
      const retry = act.retryable ? (act.retry ?? retryFor({items})) : null
      return {...state, ...rest, items, error: {message: act.message, retry}}
    }
    case 'thread.opened':
      return act.threadId === null
        ? initialState
        : {
            ...initialState,
            thread: {id: act.threadId, title: null, status: {type: 'active'}, allowedImageDomains: null},
            phase: 'loading',
          }
    case 'thread.loaded':
      return {...initialState, thread: toThreadInfo(act.thread), items: toEntries(act.items), older: act.older}
    case 'thread.synced':
      return {
        ...state,
        thread: toThreadInfo(act.thread),
        items: mergeStored(toEntries(act.items), state.items),
        // What had to be loaded is.
        error: state.error?.retry?.kind === 'load' ? null : state.error,
      }
    case 'thread.failed':
      return {...state, ...rest, error: {message: act.message, retry: act.retry}}
    case 'thread.renamed':
      return state.thread?.id === act.threadId ? {...state, thread: {...state.thread, title: act.title}} : state
    case 'items.older': {
      const older = toEntries(act.page.data.toReversed())
      return {
        ...state,
        items: mergeOlder(older, state.items),
        older: act.page.has_more ? (act.page.after ?? null) : null,
      }
    }
    case 'tool.answered':
      return answerTool(state, act.itemId, act.output)
    case 'item.replaced':
      return {...state, items: putDone(state.items, act.item)}
    case 'notice.dismissed':
      return {...state, notices: state.notices.filter((_, index) => index !== act.index)}
    default:
      return state
  }
}
