import type {CallDelta, Delta, Said, WireEvent} from '../dialects.ts'

function mapChoices(
  change: (choice: Record<string, unknown>) => Record<string, unknown>,
): (events: WireEvent[]) => WireEvent[] {
  return (events) =>
    events.map((event) => ({...event, choices: (event['choices'] as Record<string, unknown>[]).map(change)}))
}

export function mapDeltas(change: (delta: Delta) => Delta): (events: WireEvent[]) => WireEvent[] {
  return mapChoices((choice) => ({...choice, delta: change(choice['delta'] as Delta)}))
}

export function mapCalls(change: (delta: CallDelta) => CallDelta): (events: WireEvent[]) => WireEvent[] {
  return mapDeltas((delta) =>
    delta.tool_calls === undefined ? delta : {...delta, tool_calls: delta.tool_calls.map(change)},
  )
}

export function mapFinish(reason: string | null): (events: WireEvent[]) => WireEvent[] {
  return mapChoices((choice) => (choice['finish_reason'] === null ? choice : {...choice, finish_reason: reason}))
}

export function withoutIndex({id, type, function: called}: CallDelta): CallDelta {
  return {...(id === undefined ? {} : {id, type}), function: called}
}

export function withWholeArguments(says: readonly Said[]): Said[] {
  return says.map(({calls = [], ...said}) => ({
    ...said,
    calls: calls.map((each) => ({...each, args: [each.args.join('')]})),
  }))
}

export function omit(event: WireEvent, ...fields: string[]): WireEvent {
  return Object.fromEntries(Object.entries(event).filter(([field]) => !fields.includes(field)))
}
