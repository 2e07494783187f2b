import type {Context} from './context.ts'
import {createDetach} from './detach.ts'
import {loadLater} from './load-later.ts'
import {isAbort, toError} from './failure.ts'

export interface Threads {
  /**
   * Shows a thread, or a new chat for null. The caller leaves a running answer first.
   *
   * @returns The run that is writing an answer there, if any.
   */
  open: (threadId: string | null) => Promise<string | null>
  /** Fetches the next older page, once at a time. */
  loadOlder: () => Promise<void>
  /** Brings the open thread up to date with the server. @returns As `open` does. */
  sync: () => Promise<string | null>
  listThreads: () => Promise<void>
  rename: (threadId: string, title: string) => Promise<void>
  remove: (threadId: string) => Promise<void>
}

export function createThreads(context: Context): Threads {
  let loading: AbortController | null = null
  let olderLoading = false

  const load = async (threadId: string, abort: AbortController): Promise<string | null> => {
    context.emit('chatkit.thread.load.start', {threadId})
    try {
      const {loadThread} = await loadLater()
      return await loadThread(threadId, context, abort.signal)
    } catch (error) {
      if (abort.signal.aborted) return null
      context.emit('chatkit.error', {error: toError(error)})
      const retry = {kind: 'load', threadId} as const
      context.dispatch({type: 'thread.failed', message: context.t.peek()('errorThread'), retry})
      return null
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
      return threadId === null ? null : load(threadId, abort)
    },
    async loadOlder() {
      if (context.chat.peek().older === null || olderLoading) return
      olderLoading = true
      try {
        const {fetchOlder} = await loadLater()
        await fetchOlder(context, loading?.signal)
      } catch (error) {
        if (!isAbort(error)) context.emit('chatkit.error', {error: toError(error)})
      } finally {
        olderLoading = false
      }
    },
    async sync() {
      const {syncThread} = await loadLater()
      return syncThread(context)
    },
    async listThreads() {
      context.history.value = {...context.history.peek(), status: 'loading'}
      try {
        const {listThreads} = await loadLater()
        await listThreads(context)
      } catch (error) {
        context.emit('chatkit.error', {error: toError(error)})
        context.history.value = {...context.history.peek(), status: 'failed'}
      }
    },
    async rename(threadId, title) {
      const {renameThread} = await loadLater()
      await renameThread(context, threadId, title)
    },
    async remove(threadId) {
      const {removeThread} = await loadLater()
      await removeThread(context, threadId)
    },
  }
}
