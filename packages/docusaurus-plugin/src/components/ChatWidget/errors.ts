import {isTransportError} from 'chatkit-transport'
import type {ErrorState} from './state.ts'

export function createErrorState(type: ErrorState['type'], message: string, retryable = true): ErrorState {
  return {type, message, retryable, timestamp: Date.now()}
}

/** What the reader is told about `error`. Only the transport's own messages are made for readers; others stay unsaid. */
export function toErrorState(error: unknown, fallback: string): ErrorState {
  return isTransportError(error)
    ? createErrorState(error.type, error.message, error.retryable)
    : createErrorState('unknown', fallback)
}
