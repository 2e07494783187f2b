/**
 * What a reader of a scenario wants to know of an outcome at a glance: the events of a stream by type, each item with its own; the status
 * of anything else. Pinned in the scenarios (`sees`), so that two servers that both fail do not count as agreeing.
 */
export function outline(outcome) {
  if (outcome.events === undefined) return outcome.status
  return outcome.events.map((event) => {
    if (event.item) return `${event.type} ${event.item.type}`
    if (event.update) return `${event.type} ${event.update.type}`
    return event.type
  })
}
