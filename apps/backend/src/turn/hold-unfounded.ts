import type {ThreadStreamEvent} from 'chatkit-protocol'

/**
 * The same events, but what a model writes is held back until something was retrieved that it can be founded on. When the events end
 * before that, it is dropped: from nothing, only its memory can have written it. All else goes through at once.
 *
 * @param isFounded asked again at each event, as the model's own searches may still find something
 * @param onDropped called at the end, when something was dropped
 */
export async function* holdUnfounded(
  events: AsyncIterable<ThreadStreamEvent>,
  isFounded: () => boolean,
  onDropped: () => void,
): AsyncGenerator<ThreadStreamEvent> {
  const messages = new Set<string>()
  let held: ThreadStreamEvent[] = []
  for await (const event of events) {
    if (held.length > 0 && isFounded()) {
      yield* held
      held = []
    }
    if ('item' in event && event.item.type === 'assistant_message') messages.add(event.item.id)
    if (messages.has(idOf(event)) && !isFounded()) held.push(event)
    else yield event
  }
  if (held.length === 0) return
  if (isFounded()) yield* held
  else onDropped()
}

function idOf(event: ThreadStreamEvent): string {
  if ('item' in event) return event.item.id
  return 'item_id' in event ? event.item_id : ''
}
