import type {ErrorEvent} from 'chatkit-protocol'
import {CustomStreamError, StreamError} from '../errors.ts'

/**
 * What the client learns of a failure: the app's own message for a CustomStreamError, otherwise only that something went wrong.
 * Source: openai-chatkit 1.6.5, server.py `_process_events`.
 */
export function toErrorEvent(error: unknown): ErrorEvent {
  if (error instanceof CustomStreamError) {
    return {type: 'error', code: 'custom', message: error.message, allow_retry: error.allowRetry}
  }
  if (error instanceof StreamError) return {type: 'error', code: error.code, allow_retry: error.allowRetry}
  return {type: 'error', code: 'stream.error', allow_retry: true}
}

/** Whether the app raised this on purpose. Then it is no news for the log, unless it carries a cause. */
export function isExpectedError(error: unknown): boolean {
  return (error instanceof CustomStreamError || error instanceof StreamError) && error.cause === undefined
}
