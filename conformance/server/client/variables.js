/**
 * Puts the values of variables where a text is `$name` as a whole, at any depth. `$x*4000` is a text of 4,000 letters.
 *
 * @throws when a variable has no value: the scenario asks for something that the answer before did not hold.
 */
export function fillIn(value, variables) {
  if (typeof value === 'string' && value.startsWith('$')) {
    const name = value.slice(1)
    const [, times] = /^x\*(\d+)$/.exec(name) ?? []
    if (times !== undefined) return 'x'.repeat(Number(times))
    if (!(name in variables))
      throw new Error(`${value} is not known here. Known: ${Object.keys(variables).join(', ')}.`)
    return variables[name]
  }
  if (Array.isArray(value)) return value.map((entry) => fillIn(entry, variables))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fillIn(entry, variables)]))
}

/**
 * What later steps need of an outcome: `thread` and `user` (ids of the newest thread and user message) by themselves, the rest by paths
 * such as `{"answer": "events.3.item.id"}`.
 */
export function capture(outcome, paths = {}) {
  const found = {}
  for (const event of outcome?.events ?? []) {
    if (event.type === 'thread.created') found.thread = event.thread.id
    if (event.type === 'thread.item.done' && event.item.type === 'user_message') found.user = event.item.id
  }
  for (const [name, path] of Object.entries(paths)) {
    const value = path.split('.').reduce((part, key) => part?.[key], outcome)
    if (value !== undefined) found[name] = value
  }
  return found
}

/**
 * Writes out seeds that stand for many: `{"repeat": 30, "id": "msg_#", …}` is thirty records, `#` in each text a number from 01, each
 * `every` seconds (default 1) later than the one before.
 */
export function expand(seed) {
  return Object.fromEntries(Object.entries(seed).map(([kind, records]) => [kind, records.flatMap(repeat)]))
}

function repeat({repeat: times, every = 1, ...record}) {
  if (times === undefined) return [record]
  return Array.from({length: times}, (_, index) => {
    const number = String(index + 1).padStart(String(times).length, '0')
    const created = new Date(Date.parse(record.created_at) + index * every * 1000).toISOString()
    return {...JSON.parse(JSON.stringify(record).replaceAll('#', number)), created_at: created}
  })
}
