/** Resolves once the event loop has gone round. */
export function nextTick(): Promise<void> {
  return new Promise((resolve) => {
    // Timers wait at least a millisecond, so they are the second choice.
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve, 0)
  })
}
