export interface WaitOptions {
  signal?: AbortSignal | undefined
  /** Ends the wait early when it calls back. */
  wakeOn?: ((wake: () => void) => () => void) | undefined
}

/** Waits `delay` ms. Rejects with the signal's reason when aborted; leaves no timer and no listener behind. */
export async function wait(delay: number, {signal, wakeOn}: WaitOptions = {}): Promise<void> {
  signal?.throwIfAborted()
  await new Promise<void>((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', finish)
      sleep?.()
      resolve()
    }
    const timer = setTimeout(finish, delay)
    signal?.addEventListener('abort', finish)
    const sleep = wakeOn?.(finish)
  })
  signal?.throwIfAborted()
}

/** Waits for `shared` on behalf of one caller: aborting `signal` frees that caller and leaves the shared work alone. */
export async function waitFor<T>(shared: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let free = () => {}
  const aborted = new Promise<void>((resolve) => {
    free = resolve
    signal.addEventListener('abort', free)
  })
  try {
    const winner = await Promise.race([shared, aborted])
    signal.throwIfAborted()
    return winner as T
  } finally {
    signal.removeEventListener('abort', free)
    free()
  }
}

/** A signal that aborts with the first of `signals`. */
export function anySignal(signals: AbortSignal[]): AbortSignal {
  // Chrome 116, Firefox 124, Safari 17.4. Before that the listeners stay, which costs a closure a request.
  const any = (AbortSignal as {any?: (signals: AbortSignal[]) => AbortSignal}).any
  if (any) return any.call(AbortSignal, signals)
  const controller = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason)
    signal.addEventListener('abort', () => controller.abort(signal.reason), {once: true})
  }
  return controller.signal
}
