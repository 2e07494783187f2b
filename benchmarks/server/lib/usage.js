import {setImmediate as nextRound} from 'node:timers/promises'

/** What this process takes up once its garbage is gone, in bytes. Needs `--expose-gc`. */
export async function memory() {
  // What weak references and finalizers hold goes only after the loop has gone round, and then by the next collection.
  for (let round = 0; round < 4; round++) {
    await nextRound()
    globalThis.gc()
  }
  // At once: the round after a collection makes up for its pause, and 1,000 streams leave 7 MB of new garbage in it.
  const {heapUsed, rss} = process.memoryUsage()
  return {heapUsed, rss}
}

/** Time that this process has spent on a processor so far, in microseconds. */
export function cpu() {
  const {user, system} = process.cpuUsage()
  return user + system
}
