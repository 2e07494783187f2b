import type {WidgetUpdate} from './types.ts'

/** What an event around an update costs: `data: {"type":"thread.item.updated","item_id":"msg_…","update":…}` and two line ends. */
const EVENT_BYTES = 100

const encoder = new TextEncoder()

/** Updates, in the order in which to apply them, and what they cost on the wire. */
export interface Plan {
  updates: WidgetUpdate[]
  bytes: number
}

/** Nothing to do. */
export const NOTHING: Plan = {updates: [], bytes: 0}

/** One update as a plan. */
export function planOf(update: WidgetUpdate): Plan {
  return {updates: [update], bytes: encoder.encode(JSON.stringify(update)).length + EVENT_BYTES}
}

/** Both, one after the other. */
export function join(a: Plan, b: Plan): Plan {
  if (a.updates.length === 0) return b
  if (b.updates.length === 0) return a
  return {updates: [...a.updates, ...b.updates], bytes: a.bytes + b.bytes}
}

/** Whether it is a single text delta: less than that no update can be. */
export function isOneDelta({updates}: Plan): boolean {
  return updates.length === 1 && updates[0]?.type === 'widget.streaming_text.value_delta'
}
