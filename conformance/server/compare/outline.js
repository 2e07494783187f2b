/**
 * What a reader of a scenario wants to know of an outcome at a glance: the events of a stream by type, each item with its own; the types
 * of the records in a list; the status of anything else. Pinned in the scenarios (`sees`), so that two servers that both fail, or both
 * answer with nothing, do not count as agreeing.
 *
 * @returns {string[] | number | undefined} undefined when there was no outcome
 */
export function outline({status, events, body}) {
  if (events !== undefined) return events.map(nameOfEvent)
  const list = Array.isArray(body) ? body : body?.data
  return status === 200 && Array.isArray(list) ? shorten(list.map(nameOfRecord)) : status
}

function nameOfEvent({type, item, update}) {
  const detail = item?.type ?? update?.type
  return detail === undefined ? type : `${type} ${detail}`
}

// Of what a list can hold only threads have no type, and only calls of hooks have a hook.
const nameOfRecord = ({type, hook}) => type ?? hook ?? 'thread'

/** `a, a, a, b` becomes `a ×3, b`. */
function shorten(names) {
  const runs = []
  for (const name of names) {
    const last = runs.at(-1)
    if (last?.name === name) last.count++
    else runs.push({name, count: 1})
  }
  return runs.map(({name, count}) => (count === 1 ? name : `${name} ×${count}`))
}
