import {ModelTimeout} from './model-failure.ts'

export interface Deadlines {
  /** Milliseconds from the request to the first thing that the model has made. */
  readonly firstTokenMs: number
  /** Milliseconds between one event and the next after that. */
  readonly stallMs: number
}

/**
 * The events of a stream, as long as they come in time. A stream that does not is aborted, and left at once: it may hang in the very read
 * that is waited for.
 *
 * @param open begins the stream; its signal aborts when the stream is left, for whatever reason
 * @param isBegun whether an event is the first thing made, and not just a sign of life
 * @param endsAt when the stream must have ended, on the clock of `performance.now()`; default never
 * @throws ModelTimeout
 */
export async function* withDeadlines<Event>(
  open: (signal: AbortSignal) => AsyncIterable<Event>,
  isBegun: (event: Event) => boolean,
  {firstTokenMs, stallMs}: Deadlines,
  outer?: AbortSignal,
  endsAt = Infinity,
): AsyncGenerator<Event> {
  const own = new AbortController()
  const signal = outer === undefined ? own.signal : AbortSignal.any([outer, own.signal])
  const iterator = open(signal)[Symbol.asyncIterator]()
  const due = performance.now() + firstTokenMs
  let begun = false
  try {
    for (;;) {
      const now = performance.now()
      const left = begun ? stallMs : due - now
      // A stream that always has something at once would win every race with a timer.
      if (now >= endsAt) throw new ModelTimeout('total')
      const isLast = endsAt - now <= left
      const missed = isLast ? 'total' : begun ? 'stall' : 'first_token'
      const result = await inTime(iterator.next(), isLast ? endsAt - now : left, missed)
      if (result.done === true) return
      begun ||= isBegun(result.value)
      yield result.value
    }
  } finally {
    own.abort()
    // Not awaited: it may wait for the event that does not come.
    void Promise.resolve(iterator.return?.()).catch(() => {})
  }
}

async function inTime<Value>(
  work: Promise<Value>,
  milliseconds: number,
  missed: ModelTimeout['missed'],
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ModelTimeout(missed)), Math.max(0, milliseconds))
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
