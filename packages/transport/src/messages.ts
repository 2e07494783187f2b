/** Every sentence this package can put before a reader. Hosts pass their translations. */
export interface TransportMessages {
  offline: string
  unreachable: string
  backend: string
  connectionLost: string
  session: string
  rateLimited: (seconds: number) => string
}

export const defaultMessages: TransportMessages = {
  offline: 'You seem to be offline. Check your connection.',
  unreachable: "The assistant can't be reached right now.",
  backend: 'Something went wrong on our side.',
  connectionLost: 'The connection was lost before the answer was complete.',
  session: "The assistant can't be used here right now.",
  rateLimited: (seconds) => `Too many questions at once. Try again in ${seconds} seconds.`,
}
