import type {Context} from './context.ts'
import {createDetach} from './detach.ts'
import {isAbort, toError, toFailure} from './failure.ts'

/** What deals with threads that exist already: a new chat does not need it. */
const loadPast = () => import('./past.ts')

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

export function createThreads(context: Context): Threads {
  let loading: AbortController | null = null
  let olderLoading = false

  const load = async (threadId: string, abort: AbortController) => {
    context.emit('chatkit.thread.load.start', {threadId})
    try {
      const {fetchThread} = await loadPast()
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
      if (context.chat.peek().older === null || olderLoading) return
      olderLoading = true
      try {
        const {fetchOlder} = await loadPast()
        await fetchOlder(context, loading?.signal)
      } catch (error) {
        if (!isAbort(error)) context.emit('chatkit.error', {error: toError(error)})
      } finally {
        olderLoading = false
      }
    },
    async sync() {
      const threadId = context.chat.peek().thread?.id
      if (threadId === undefined) return
      const {fetchThread} = await loadPast()
      const {thread, items} = await fetchThread(threadId, context)
      if (context.chat.peek().thread?.id === threadId) context.dispatch({type: 'thread.synced', thread, items})
    },
    async listThreads() {
      context.history.value = {...context.history.peek(), status: 'loading'}
      try {
        const {listThreads} = await loadPast()
        await listThreads(context)
      } catch (error) {
        context.emit('chatkit.error', {error: toError(error)})
        context.history.value = {...context.history.peek(), status: 'failed'}
      }
    },
    async rename(threadId, title) {
      const {renameThread} = await loadPast()
      await renameThread(context, threadId, title)
    },
    async remove(threadId) {
      const {removeThread} = await loadPast()
      await removeThread(context, threadId)
    },
  }
}
