import {isThreadStreamEvent, type ThreadStreamEvent} from 'chatkit-protocol'
import type {Context} from './context.ts'
import {isDetach} from './detach.ts'
import {CutError} from './failure.ts'
import {createFrameQueue} from './frames.ts'

/** One line of the stream as an event; null for what this client cannot read, which is logged and skipped. */
function readEvent(data: string, context: Context): ThreadStreamEvent | null {
  let value: unknown
  try {
    value = JSON.parse(data)
  } catch {
    context.emit('chatkit.log', {name: 'event.malformed', data: {length: data.length}})
    return null
  }
  if (isThreadStreamEvent(value)) return value
  const type = (value as {type?: unknown} | null)?.type
  context.emit('chatkit.log', {name: 'event.skipped', data: {type: typeof type === 'string' ? type : null}})
  return null
}

/** Tells the page what the transcript alone would not. */
function report(event: ThreadStreamEvent, context: Context): void {
  switch (event.type) {
    case 'client_effect':
      context.emit('chatkit.effect', {name: event.name, data: event.data ?? {}})
      return
    case 'error':
      context.emit('chatkit.error', {error: new Error(event.message ?? 'The server reported an error in the stream.')})
      return
    default:
  }
}

/** `failed`: the server sent an `error` event, which the transcript shows already. */
export type Outcome = 'complete' | 'failed'

/** The JSON text of each event of an answer, until its end. */
export type Source = (signal: AbortSignal) => AsyncIterable<string>

/**
 * Reads one answer and applies its events, at most once per frame.
 *
 * @throws CutError if the body ends while an item is unfinished, or before anything came; else what `fetch` threw.
 */
export async function runTurn(source: Source, context: Context, signal: AbortSignal): Promise<Outcome> {
  const queue = createFrameQueue<ThreadStreamEvent>((events) => context.dispatch({type: 'events', events}))
  let started = false
  let told = false
  let outcome: Outcome = 'complete'
  // After Stop the reader keeps all that came; after a switch of threads nothing may be written into the new one.
  const onAbort = () => (isDetach(signal.reason) ? queue.cancel() : queue.flush())
  signal.addEventListener('abort', onAbort, {once: true})
  try {
    for await (const data of source(signal)) {
      const event = readEvent(data, context)
      if (!event || signal.aborted) continue
      if (!started) context.emit('chatkit.response.start', undefined)
      started = true
      told ||= event.type !== 'stream_options'
      if (event.type === 'error') outcome = 'failed'
      const threadId = context.chat.peek().thread?.id ?? null
      queue.push(event)
      if (event.type === 'thread.created') {
        queue.flush()
        if (threadId !== event.thread.id) context.emit('chatkit.thread.change', {threadId: event.thread.id})
      }
      report(event, context)
    }
    signal.throwIfAborted()
    queue.flush()
    const unfinished = context.chat.peek().items.some((entry) => !entry.done && entry.local === undefined)
    if (outcome === 'complete' && (unfinished || !told)) throw new CutError()
    return outcome
  } finally {
    signal.removeEventListener('abort', onAbort)
    if (!signal.aborted) queue.flush()
    if (started) context.emit('chatkit.response.end', undefined)
  }
}
