/** What this process takes up once its garbage is gone, in bytes. Needs `--expose-gc`. */
export function memory() {
  // The second one takes what the first has only found to be free.
  globalThis.gc()
  globalThis.gc()
  const {heapUsed, rss} = process.memoryUsage()
  return {heapUsed, rss}
}
