/**
 * Wakes whoever waits for a millisecond of the monotonic clock. One timer for all streams of a process: a thousand timers would be a part
 * of what is measured.
 */
const waiting = new Map()
let timer
let reached = currentMs()

/** @param {number} dueMs whole milliseconds of the monotonic clock @returns a promise, or undefined when it is past */
export function untilDue(dueMs) {
  timer ??= setInterval(tick, 1).unref()
  if (dueMs <= currentMs()) return undefined
  return new Promise((resolve) => {
    const others = waiting.get(dueMs)
    if (others === undefined) waiting.set(dueMs, [resolve])
    else others.push(resolve)
  })
}

function tick() {
  const now = currentMs()
  for (let ms = reached + 1; ms <= now; ms++) {
    const due = waiting.get(ms)
    if (due === undefined) continue
    waiting.delete(ms)
    for (const resolve of due) resolve()
  }
  reached = now
}

function currentMs() {
  return Number(process.hrtime.bigint() / 1_000_000n)
}
