import type {Thread, ThreadItem} from 'chatkit-protocol'
import type {Context} from './context.ts'
import {isRunning} from '../state/select.ts'
import {toError, toFailure} from './failure.ts'

/** Items fetched at once. Servers cap a page at this size. */
const PAGE_SIZE = 100
/** What the official client asks for; servers clamp it. */
const ALL_THREADS = 9999

interface Loaded {
  readonly thread: Thread
  readonly items: readonly ThreadItem[]
  readonly older: string | null
  /** The run that is writing an answer here, if the server says so. */
  readonly runId: string | null
}

/**
 * Fetches a thread and its newest items. The reply to `threads.get_by_id` holds the oldest ones, so a thread with more than
 * one page is read from its end.
 */
export async function fetchThread(threadId: string, context: Context, signal?: AbortSignal): Promise<Loaded> {
  const body = {type: 'threads.get_by_id', params: {thread_id: threadId}} as const
  const response = await context.api().send({body, accept: 'application/json'}, signal)
  const runId = response.headers.get('chatkit-run-id')
  const thread = (await response.json()) as Thread
  if (!thread.items?.has_more) return {thread, items: thread.items?.data ?? [], older: null, runId}
  const params = {thread_id: threadId, limit: PAGE_SIZE, order: 'desc' as const}
  const page = await context.api().call({type: 'items.list', params}, signal)
  return {thread, items: page.data.toReversed(), older: page.has_more ? (page.after ?? null) : null, runId}
}

/**
 * Shows a thread, or, if it is gone, a new chat that says so.
 *
 * @returns The run that is writing an answer there, if any.
 */
export async function loadThread(threadId: string, context: Context, signal: AbortSignal): Promise<string | null> {
  const {dispatch, emit, t} = context
  try {
    const loaded = await fetchThread(threadId, context, signal)
    dispatch({type: 'thread.loaded', ...loaded})
    offerAnswer(loaded, context)
    return loaded.runId
  } catch (error) {
    if (signal.aborted || toFailure(error, t.peek()).status !== 404) throw error
    emit('chatkit.error', {error: toError(error)})
    dispatch({type: 'thread.opened', threadId: null})
    dispatch({type: 'thread.failed', message: t.peek()('errorThreadGone'), retry: null})
    emit('chatkit.thread.change', {threadId: null})
    return null
  }
}

/**
 * Brings the open thread up to date with the server, unless something happens here meanwhile, which is newer than what was read.
 *
 * @returns The run that is writing an answer there, if any.
 */
export async function syncThread(context: Context): Promise<string | null> {
  const before = context.chat.peek()
  const threadId = before.thread?.id
  // Nobody knows whether the server has a message that was not confirmed: it would stand there twice.
  if (threadId === undefined || before.items.some(({local}) => local)) return null
  const loaded = await fetchThread(threadId, context)
  const now = context.chat.peek()
  if (now.thread?.id !== threadId || now.items !== before.items || isRunning(now)) return null
  context.dispatch({type: 'thread.synced', thread: loaded.thread, items: loaded.items})
  if (before.error?.retry?.kind === 'load') offerAnswer(loaded, context)
  return loaded.runId
}

/** If nothing answers the reader's last message, and nothing is being written either, there may be another try. */
function offerAnswer({items, runId}: Loaded, {dispatch, t}: Context): void {
  const last = items.findLast((item) => item.type !== 'end_of_turn')
  if (runId !== null || last?.type !== 'user_message') return
  dispatch({type: 'thread.failed', message: t.peek()('errorCut'), retry: {kind: 'after', itemId: last.id}})
}

/** Fetches the page before the oldest item that is shown. */
export async function fetchOlder(context: Context, signal: AbortSignal | undefined): Promise<void> {
  const {thread, older} = context.chat.peek()
  if (!thread || older === null) return
  const params = {thread_id: thread.id, limit: PAGE_SIZE, order: 'desc' as const, after: older}
  const page = await context.api().call({type: 'items.list', params}, signal)
  if (context.chat.peek().thread?.id === thread.id) context.dispatch({type: 'items.older', page})
}

export async function listThreads({api, history}: Context): Promise<void> {
  const page = await api().call({type: 'threads.list', params: {limit: ALL_THREADS, order: 'desc'}})
  history.value = {...history.peek(), status: 'ready', threads: page.data}
}

export async function renameThread({api, history, dispatch}: Context, threadId: string, title: string): Promise<void> {
  await api().call({type: 'threads.update', params: {thread_id: threadId, title}})
  dispatch({type: 'thread.renamed', threadId, title})
  const {threads} = history.peek()
  const renamed = threads.map((thread) => (thread.id === threadId ? Object.assign({}, thread, {title}) : thread))
  history.value = {...history.peek(), threads: renamed}
}

export async function removeThread({api, history}: Context, threadId: string): Promise<void> {
  await api().call({type: 'threads.delete', params: {thread_id: threadId}})
  const threads = history.peek().threads.filter((thread) => thread.id !== threadId)
  history.value = {...history.peek(), threads}
}
