import type {CancellableStream} from 'chatkit-server'

/**
 * The same events, with `release` called at their end, however they end. Not a generator of its own: `return()` on one that
 * was never started would run neither this clean-up nor that of `events`.
 */
export function releaseAfter<Event>(events: CancellableStream<Event>, release: () => void): CancellableStream<Event> {
  const settle = async (step: Promise<IteratorResult<Event, void>>): Promise<IteratorResult<Event, void>> => {
    try {
      const result = await step
      if (result.done === true) release()
      return result
    } catch (error) {
      release()
      throw error
    }
  }
  const released: CancellableStream<Event> = {
    next: () => settle(events.next()),
    return: () => settle(events.return()).finally(release),
    // What went wrong on the reading side is no concern of the source; see CancellableStream.
    throw: () => released.return(),
    [Symbol.asyncIterator]: () => released,
  }
  return released
}
