/** What this process takes up once its garbage is gone, in bytes. Needs `--expose-gc`. */
export function memory() {
  // The second one takes what the first has only found to be free.
  globalThis.gc()
  globalThis.gc()
  const {heapUsed, rss} = process.memoryUsage()
  return {heapUsed, rss}
}

/** Time that this process has spent on a processor so far, in microseconds. */
export function cpu() {
  const {user, system} = process.cpuUsage()
  return user + system
}
