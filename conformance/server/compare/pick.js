/**
 * The parts of an outcome that a step asks for (`only`), each by its path: `status`, `body.data.length`. Without such a wish it is the
 * whole outcome. For long lists of which only the length is of interest.
 *
 * @param {unknown} outcome
 * @param {string[]} [paths]
 */
export function pick(outcome, paths) {
  if (paths === undefined) return outcome
  return Object.fromEntries(
    paths.map((path) => [path, path.split('.').reduce((part, key) => part?.[key], outcome) ?? null]),
  )
}
