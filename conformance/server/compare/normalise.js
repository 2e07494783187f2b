const PREFIXES = 'thr|msg|tc|wf|tsk|atc|shcx'
/** Ids as either server makes them: 8 hex digits, or 30 characters of Crockford's base 32. Ids that a scenario wrote are kept. */
const ID = new RegExp(String.raw`\b(${PREFIXES})_(?:[0-9a-hjkmnp-tv-z]{30}|[0-9a-f]{8})\b`, 'g')
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/
/** Texts that only their length matters of, as scenarios write them with `$x*4000`. */
const LONG = /x{1000,}/g
const TIME_FIELDS = new Set(['created_at', 'timestamp'])

/**
 * Makes the function that takes out of a scenario's outcomes what differs from run to run: generated ids become `<msg 1>`, numbered by
 * first appearance and prefix; times become `<time>`. One function for all outcomes of one run, in order.
 *
 * Times of the day on which the test runs are replaced; others were written by the scenario and must come back as they are, for which
 * `written` lists them. With `timeFormat`, what is kept of a time is how it is written.
 *
 * @param {{written?: Set<string>}} [options] times that stand in the scenario
 */
export function createNormaliser({written = new Set()} = {}) {
  const names = new Map()
  const counts = new Map()

  const nameOf = (id, prefix) => {
    if (!names.has(id)) {
      const count = (counts.get(prefix) ?? 0) + 1
      counts.set(prefix, count)
      names.set(id, `<${prefix} ${count}>`)
    }
    return names.get(id)
  }

  const walk = (value, key, options) => {
    if (typeof value === 'string') {
      if (TIME_FIELDS.has(key) && TIME.test(value)) return time(value, written, options)
      return value.replaceAll(ID, nameOf).replaceAll(LONG, ({length}) => `<x*${length}>`)
    }
    if (Array.isArray(value)) return value.map((entry) => walk(entry, key, options))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, walk(entry, name, options)]))
  }

  return (outcome, options = {}) => walk(outcome, '', options)
}

function time(value, written, {timeFormat = false}) {
  const [, , zone] = TIME.exec(value)
  if (timeFormat) return zone === undefined ? '<time without zone>' : `<time with ${zone}>`
  // The same moment may be written with or without milliseconds that are zero.
  return written.has(momentOf(value)) ? `<${momentOf(value)}>` : '<time>'
}

/** A time as UTC, however it is written; without a zone it is taken as UTC. */
export function momentOf(value) {
  const [, , zone] = TIME.exec(value) ?? []
  return new Date(zone === undefined ? `${value}Z` : value).toISOString()
}

/** All times that stand in a scenario, as `momentOf` writes them. */
export function timesIn(value, found = new Set()) {
  if (typeof value === 'string' && TIME.test(value)) found.add(momentOf(value))
  else if (value !== null && typeof value === 'object') for (const entry of Object.values(value)) timesIn(entry, found)
  return found
}
