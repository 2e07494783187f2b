import type {Thread, ThreadItem} from 'chatkit-protocol'
import type {Context} from './context.ts'
import {createDetach} from './detach.ts'
import {isAbort, toError, toFailure} from './failure.ts'

/** Items fetched at once. Servers cap a page at this size. */
const PAGE_SIZE = 100
/** What the official client asks for; servers clamp it. */
const ALL_THREADS = 9999

export interface Threads {
  /** Shows a thread, or a new chat for null. The caller leaves a running answer first. */
  open: (threadId: string | null) => Promise<void>
  /** Fetches the next older page, once at a time. */
  loadOlder: () => Promise<void>
  /** Brings the open thread up to date with the server. */
  sync: () => Promise<void>
  listThreads: () => Promise<void>
  rename: (threadId: string, title: string) => Promise<void>
  remove: (threadId: string) => Promise<void>
}

interface Loaded {
  readonly thread: Thread
  readonly items: readonly ThreadItem[]
  readonly older: string | null
}

/**
 * Fetches a thread and its newest items. The reply to `threads.get_by_id` holds the oldest ones, so a thread with more than
 * one page is read from its end.
 */
async function fetchThread(threadId: string, context: Context, signal?: AbortSignal): Promise<Loaded> {
  const thread = await context.api().call({type: 'threads.get_by_id', params: {thread_id: threadId}}, signal)
  if (!thread.items?.has_more) return {thread, items: thread.items?.data ?? [], older: null}
  const params = {thread_id: threadId, limit: PAGE_SIZE, order: 'desc' as const}
  const page = await context.api().call({type: 'items.list', params}, signal)
  return {thread, items: page.data.toReversed(), older: page.has_more ? (page.after ?? null) : null}
}

export function createThreads(context: Context): Threads {
  let loading: AbortController | null = null
  let olderLoading = false

  const load = async (threadId: string, abort: AbortController) => {
    context.emit('chatkit.thread.load.start', {threadId})
    try {
      context.dispatch({type: 'thread.loaded', ...(await fetchThread(threadId, context, abort.signal))})
    } catch (error) {
      if (abort.signal.aborted) return
      const failure = toFailure(error, context.t.peek())
      const gone = failure.status === 404
      context.emit('chatkit.error', {error: toError(error)})
      if (gone) context.dispatch({type: 'thread.opened', threadId: null})
      const message = context.t.peek()(gone ? 'errorThreadGone' : 'errorThread')
      context.dispatch({type: 'thread.failed', message, retry: gone ? null : {kind: 'load', threadId}})
      if (gone) context.emit('chatkit.thread.change', {threadId: null})
    } finally {
      if (!abort.signal.aborted) context.emit('chatkit.thread.load.end', {threadId})
    }
  }

  return {
    async open(threadId) {
      loading?.abort(createDetach())
      const abort = new AbortController()
      loading = abort
      const before = context.chat.peek().thread?.id ?? null
      context.ratings.value = new Map()
      context.dispatch({type: 'thread.opened', threadId})
      if (before !== threadId) context.emit('chatkit.thread.change', {threadId})
      if (threadId !== null) await load(threadId, abort)
    },
    async loadOlder() {
      const {thread, older} = context.chat.peek()
      if (!thread || older === null || olderLoading) return
      olderLoading = true
      try {
        const params = {thread_id: thread.id, limit: PAGE_SIZE, order: 'desc' as const, after: older}
        const page = await context.api().call({type: 'items.list', params}, loading?.signal)
        if (context.chat.peek().thread?.id === thread.id) context.dispatch({type: 'items.older', page})
      } catch (error) {
        if (!isAbort(error)) context.emit('chatkit.error', {error: toError(error)})
      } finally {
        olderLoading = false
      }
    },
    async sync() {
      const threadId = context.chat.peek().thread?.id
      if (threadId === undefined) return
      const {thread, items} = await fetchThread(threadId, context)
      if (context.chat.peek().thread?.id === threadId) context.dispatch({type: 'thread.synced', thread, items})
    },
    async listThreads() {
      context.history.value = {...context.history.peek(), status: 'loading'}
      try {
        const page = await context.api().call({type: 'threads.list', params: {limit: ALL_THREADS, order: 'desc'}})
        context.history.value = {...context.history.peek(), status: 'ready', threads: page.data}
      } catch (error) {
        context.emit('chatkit.error', {error: toError(error)})
        context.history.value = {...context.history.peek(), status: 'failed'}
      }
    },
    async rename(threadId, title) {
      await context.api().call({type: 'threads.update', params: {thread_id: threadId, title}})
      context.dispatch({type: 'thread.renamed', threadId, title})
      const {threads} = context.history.peek()
      const renamed = threads.map((thread) => (thread.id === threadId ? Object.assign({}, thread, {title}) : thread))
      context.history.value = {...context.history.peek(), threads: renamed}
    },
    async remove(threadId) {
      await context.api().call({type: 'threads.delete', params: {thread_id: threadId}})
      const threads = context.history.peek().threads.filter((thread) => thread.id !== threadId)
      context.history.value = {...context.history.peek(), threads}
    },
  }
}
