import type {Slot} from './slot.ts'

/** A question on its way: sent, or about to be, and not yet answered to the end. */
export interface PendingRequest {
  /** Its `Idempotency-Key`, which is also the id of its run. */
  readonly key: string
  readonly url: string
  /** The bytes that were sent. */
  readonly body: string
  readonly operation: string
  /** Whether the reader was told that it failed, while nobody knows whether the server has it. */
  readonly failed: boolean
}

export interface PendingRequests {
  list(): readonly PendingRequest[]
  /** Remembers a request, or what has become of it. */
  keep(request: PendingRequest): void
  drop(key: string): void
}

/** Characters. More is not written: the requests then live as long as the page. */
export const PENDING_LIMIT = 100_000

/** The questions that a reload must not lose. Never throws. */
export function createPendingRequests(slot: Slot<PendingRequest[]>): PendingRequests {
  let requests = slot.read() ?? []

  function set(next: PendingRequest[]): void {
    requests = next
    let room = PENDING_LIMIT
    const kept = next.toReversed().filter(({body, url}) => (room -= body.length + url.length + 200) >= 0)
    slot.write(kept.toReversed())
  }

  const others = (key: string) => requests.filter((request) => request.key !== key)
  return {
    list: () => requests,
    keep: (request) => set([...others(request.key), request]),
    drop(key) {
      if (requests.some((request) => request.key === key)) set(others(key))
    },
  }
}

/** Reads what {@link createPendingRequests} has written; undefined when it is something else. */
export function readPendingRequests(value: unknown): PendingRequest[] | undefined {
  if (!Array.isArray(value)) return undefined
  const isRequest = (entry: Partial<PendingRequest> | null) =>
    ['key', 'url', 'body', 'operation'].every((name) => typeof entry?.[name as keyof PendingRequest] === 'string')
  return (value as PendingRequest[]).filter(isRequest)
}
