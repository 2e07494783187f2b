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
  return new Cancellable(source, controller, requestSignal)
}

/** A class and few closures, for each of them would take up room as long as its answer. */
class Cancellable<T> implements CancellableStream<T> {
  readonly #source: AsyncGenerator<T, void, undefined>
  readonly #controller: AbortController
  readonly #requestSignal: AbortSignal | undefined
  #started = false
  #finished = false
  #aborted: boolean
  #busy = 0
  /** What waking the generator gave; the next `next()` hands it on. */
  #parked: Promise<IteratorResult<T, void>> | undefined

  constructor(
    source: AsyncGenerator<T, void, undefined>,
    controller: AbortController,
    requestSignal: AbortSignal | undefined,
  ) {
    this.#source = source
    this.#controller = controller
    this.#requestSignal = requestSignal
    this.#aborted = controller.signal.aborted
    controller.signal.addEventListener('abort', this.#wake, {once: true})
    requestSignal?.addEventListener('abort', this.#onRequestAbort, {once: true})
    if (this.#aborted) this.#wake()
    if (requestSignal?.aborted === true) this.#onRequestAbort()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<T, void>> {
    const parked = this.#parked
    if (parked !== undefined) {
      this.#parked = undefined
      return parked
    }
    this.#started = true
    this.#busy++
    return this.#source.next().then(this.#onStep, this.#onFailure)
  }

  async return(): Promise<IteratorResult<T, void>> {
    this.#controller.abort()
    await this.#source.return()
    this.#finish()
    return {done: true, value: undefined}
  }

  throw(): Promise<IteratorResult<T, void>> {
    return this.return()
  }

  // One reaction to the generator's promise and no async function: this runs for every delta.
  readonly #onStep = (step: IteratorResult<T, void>): IteratorResult<T, void> => {
    this.#busy--
    if (step.done === true) this.#finish()
    // The abort came while this step was on its way, when there was nothing to wake.
    else if (this.#aborted) this.#wake()
    return step
  }

  readonly #onFailure = (error: unknown): never => {
    this.#busy--
    this.#finish()
    throw error
  }

  readonly #wake = (): void => {
    this.#aborted = true
    if (this.#finished || this.#busy > 0 || this.#parked !== undefined) return
    this.#busy++
    const woken = this.#started ? this.#source.throw(this.#controller.signal.reason) : this.#source.next()
    this.#started = true
    // Nobody may ever ask for it, and a rejection that nobody handles ends the process.
    this.#parked = woken.then(this.#onStep, this.#onFailure).catch(() => ({done: true, value: undefined}))
  }

  readonly #onRequestAbort = (): void => void this.return()

  #finish(): void {
    this.#finished = true
    this.#controller.signal.removeEventListener('abort', this.#wake)
    this.#requestSignal?.removeEventListener('abort', this.#onRequestAbort)
  }
}
