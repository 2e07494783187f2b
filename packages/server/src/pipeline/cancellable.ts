/** A stream that can be left at any time. */
export interface CancellableStream<T> extends AsyncIterableIterator<T, void, undefined> {
  /** Stops the source, waits until it has ended, and says that the stream is over. Safe to call at any time, also more than once. */
  return(): Promise<IteratorResult<T, void>>
  /** The same as `return()`: what went wrong on the reading side is no concern of the source. */
  throw(error?: unknown): Promise<IteratorResult<T, void>>
}

/**
 * Makes every way of leaving a stream reach its source at once: `return()`, `throw()`, the abort of the request's signal, and the abort
 * of the turn itself while nobody is pulling.
 *
 * A generator's own `return()` waits for the `next()` that is under way, which may be waiting for a model; it does nothing at all before
 * the first `next()`; and a generator that stands at a `yield` because its reader is slow notices no signal. So the turn is aborted first,
 * which frees a busy generator, and an idle one is woken with `throw()` (or begun, if it was not).
 */
export function cancellable<T>(
  source: AsyncGenerator<T, void, undefined>,
  controller: AbortController,
  requestSignal: AbortSignal | undefined,
): CancellableStream<T> {
  const {signal} = controller
  let started = false
  let finished = false
  let aborted = signal.aborted
  let busy = 0
  /** What waking the generator gave; the next `next()` hands it on. */
  let parked: Promise<IteratorResult<T, void>> | undefined

  const onRequestAbort = (): void => void leave()
  const finish = (): void => {
    finished = true
    signal.removeEventListener('abort', wake)
    requestSignal?.removeEventListener('abort', onRequestAbort)
  }
  // One reaction to the generator's promise and no async function: this runs for every delta.
  const onStep = (step: IteratorResult<T, void>): IteratorResult<T, void> => {
    busy--
    if (step.done === true) finish()
    // The abort came while this step was on its way, when there was nothing to wake.
    else if (aborted) wake()
    return step
  }
  const onFailure = (error: unknown): never => {
    busy--
    finish()
    throw error
  }
  const wake = (): void => {
    aborted = true
    if (finished || busy > 0 || parked !== undefined) return
    busy++
    const woken = started ? source.throw(signal.reason) : source.next()
    started = true
    // Nobody may ever ask for it, and a rejection that nobody handles ends the process.
    parked = woken.then(onStep, onFailure).catch(() => ({done: true, value: undefined}))
  }
  const next = (): Promise<IteratorResult<T, void>> => {
    if (parked !== undefined) {
      const result = parked
      parked = undefined
      return result
    }
    started = true
    busy++
    return source.next().then(onStep, onFailure)
  }
  const leave = async (): Promise<IteratorResult<T, void>> => {
    controller.abort()
    await source.return()
    finish()
    return {done: true, value: undefined}
  }

  const stream: CancellableStream<T> = {
    next,
    return: leave,
    throw: leave,
    [Symbol.asyncIterator]: () => stream,
  }
  signal.addEventListener('abort', wake, {once: true})
  requestSignal?.addEventListener('abort', onRequestAbort, {once: true})
  if (aborted) wake()
  if (requestSignal?.aborted === true) onRequestAbort()
  return stream
}
