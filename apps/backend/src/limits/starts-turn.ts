const TURNS = new Set(['threads.create', 'threads.add_user_message', 'threads.retry_after_item'])

/** Whether a request's body asks a question. A body that cannot be read does not; the protocol's own check says why. */
export function startsTurn(body: string | Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body))
    return (
      typeof value === 'object' &&
      value !== null &&
      'type' in value &&
      typeof value.type === 'string' &&
      TURNS.has(value.type)
    )
  } catch {
    return false
  }
}
