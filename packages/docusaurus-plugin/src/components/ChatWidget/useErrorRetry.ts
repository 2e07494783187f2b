import {useCallback, useEffect, useRef, useState, type Dispatch} from 'react'
import {toErrorState} from './errors.ts'
import type {WidgetAction} from './state.ts'

/** Milliseconds before the second, third and fourth attempt. After that the reader decides. */
export const RETRY_DELAYS: readonly number[] = [1000, 2000, 4000]

export interface ErrorRetryOptions<T> {
  run: () => Promise<T>
  /** What the reader is told when all attempts have failed. */
  message: string
  dispatch: Dispatch<WidgetAction>
}

export interface ErrorRetry<T> {
  /** What `run` gave, once it worked. */
  value: T | undefined
  /** Counts the reader's own tries; a new one means: start over. */
  attempt: number
  retry: () => void
}

/** Runs something on mount, again by itself after 1 s, 2 s and 4 s, and then when the reader asks. */
export function useErrorRetry<T>({run, message, dispatch}: ErrorRetryOptions<T>): ErrorRetry<T> {
  const [value, setValue] = useState<T>()
  const [attempt, setAttempt] = useState(0)
  const latestRun = useRef(run)
  useEffect(() => {
    latestRun.current = run
  })

  useEffect(() => {
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const tryOnce = (failures: number) => {
      latestRun.current().then(
        (result) => isCurrent && setValue(() => result),
        (error: unknown) => {
          if (!isCurrent) return
          const delay = RETRY_DELAYS[failures]
          if (delay === undefined) {
            dispatch({type: 'failed', error: toErrorState(error, message)})
            return
          }
          dispatch({type: 'retrying'})
          timer = setTimeout(() => tryOnce(failures + 1), delay)
        },
      )
    }
    tryOnce(0)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [attempt, dispatch, message])

  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  return {value, attempt, retry}
}
