import {readEvents} from './api.ts'
import type {Context} from './context.ts'
import {HttpError} from './failure.ts'
import {fetchThread} from './past.ts'
import type {Source} from './turn.ts'

/**
 * An answer that a run at the server is writing, from its start. Only a tab that is in sight holds a connection for it. If the run is
 * over and forgotten meanwhile, what it has written is read from the thread.
 */
export async function* followRun(runId: string, context: Context, signal: AbortSignal): ReturnType<Source> {
  await whenVisible(signal)
  const api = context.api()
  try {
    yield* readEvents(await api.send({accept: 'text/event-stream', url: runUrl(api.url, runId)}, signal), signal)
  } catch (error) {
    const threadId = context.chat.peek().thread?.id
    if (!(error instanceof HttpError) || error.status !== 404 || threadId === undefined) throw error
    const {items} = await fetchThread(threadId, context, signal)
    for (const item of items) yield JSON.stringify({type: 'thread.item.done', item})
  }
}

/**
 * Lets another answer on the open thread, which a second tab has asked for, be written first. What of it is there is shown.
 *
 * @param seconds How long to wait when the server does not say which run it is.
 * @returns The run to follow, or null when the wait is over.
 */
export async function giveWay(seconds: number, context: Context, signal: AbortSignal): Promise<string | null> {
  const threadId = context.chat.peek().thread?.id
  if (threadId === undefined) return null
  const {thread, items, runId} = await fetchThread(threadId, context, signal)
  context.dispatch({type: 'thread.synced', thread, items})
  if (runId === null) {
    await wait(seconds * 1000, signal)
    context.dispatch({type: 'turn.ended'})
  }
  return runId
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    })
  })
}

function runUrl(api: string, runId: string): string {
  const url = new URL(api, document.baseURI)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/runs/${runId}`
  return url.href
}

function whenVisible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (signal.aborted) reject(signal.reason as Error)
      else if (document.visibilityState === 'hidden') return
      else resolve()
      document.removeEventListener('visibilitychange', look)
      signal.removeEventListener('abort', look)
    }
    document.addEventListener('visibilitychange', look)
    signal.addEventListener('abort', look)
    look()
  })
}
