import {monitorEventLoopDelay} from 'node:perf_hooks'

const RESOLUTION_MS = 1

/** Two answers of a program: begin to watch its event loop, and say how long what was due had to wait since, in milliseconds. */
export function watchLoop() {
  const histogram = monitorEventLoopDelay({resolution: RESOLUTION_MS})
  // What is recorded is the whole time between two rounds, the wished one included.
  const delay = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)
  return {
    watch() {
      histogram.reset()
      histogram.enable()
    },
    delays() {
      histogram.disable()
      return {p50: delay(histogram.percentile(50)), p99: delay(histogram.percentile(99)), max: delay(histogram.max)}
    },
  }
}
