/** One line of progress, so that a long command never looks stuck. */
export function say(message) {
  process.stdout.write(`${message}\n`)
}

/**
 * Runs `work` under a title and says how long it took.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = performance.now()
  say(`▸ ${title} …`)
  const result = await work()
  say(`  done in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return result
}
