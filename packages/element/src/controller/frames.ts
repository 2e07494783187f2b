/** In a hidden tab animation frames stop, so a timer stands behind them. */
const HIDDEN_DELAY_MS = 100

export interface FrameQueue<T> {
  push: (item: T) => void
  /** Hands over what waits, now. */
  flush: () => void
  /** Drops what waits. */
  cancel: () => void
}

/** Collects what arrives within one frame, so that a fast stream paints once a frame and not once a token. */
export function createFrameQueue<T>(onFrame: (batch: readonly T[]) => void): FrameQueue<T> {
  let batch: T[] = []
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const unschedule = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    timer = undefined
  }
  const flush = () => {
    unschedule()
    const ready = batch
    batch = []
    if (ready.length > 0) onFrame(ready)
  }
  return {
    push(item) {
      batch.push(item)
      if (timer !== undefined) return
      frame = requestAnimationFrame(flush)
      timer = setTimeout(flush, HIDDEN_DELAY_MS)
    },
    flush,
    cancel() {
      unschedule()
      batch = []
    },
  }
}
