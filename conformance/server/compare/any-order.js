/**
 * Puts the events of one type into the order of their text, at the places where such events stand: for what a server takes out of a set,
 * whose order is chance.
 *
 * @param {{events?: {type: string}[]}} outcome
 * @param {string} [type] none = nothing is moved
 */
export function inAnyOrder(outcome, type) {
  if (type === undefined || outcome?.events === undefined) return outcome
  const sorted = outcome.events
    .filter((event) => event.type === type)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  const events = outcome.events.map((event) => (event.type === type ? sorted.shift() : event))
  return {...outcome, events}
}
