import {TransportError} from './errors.ts'
import type {TransportMessages} from './messages.ts'
import {watchBody} from './watch-body.ts'

export interface DeadlineOptions {
  /** Milliseconds until the response's head must be there. */
  firstByte: number
  /** Milliseconds of silence in the body that end it. */
  silence: number
  messages: TransportMessages
  isOnline: () => boolean
}

/**
 * `fetch` under deadlines. Rejects with the caller's own abort reason, or with a {@link TransportError} when no response
 * came. The response's body errors with a TransportError when it is cut or falls silent.
 */
export async function fetchWithDeadline(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit & {signal?: AbortSignal | null},
  {firstByte, silence, messages, isOnline}: DeadlineOptions,
): Promise<Response> {
  const caller = init.signal ?? undefined
  caller?.throwIfAborted()
  const controller = new AbortController()
  const timedOut = new TransportError({type: 'backend', message: messages.backend, retryable: true})
  const onAbort = () => controller.abort(caller?.reason)
  const release = () => caller?.removeEventListener('abort', onAbort)
  caller?.addEventListener('abort', onAbort)
  const timer = setTimeout(() => controller.abort(timedOut), firstByte)
  try {
    const response = await fetch(url, {...init, signal: controller.signal})
    return watchBody(response, {silence, controller, messages, onEnd: release})
  } catch (cause) {
    release()
    if (caller?.aborted) throw caller.reason
    if (controller.signal.aborted) throw timedOut
    const message = isOnline() ? messages.unreachable : messages.offline
    throw new TransportError({type: 'network', message, retryable: true, cause})
  } finally {
    clearTimeout(timer)
  }
}
