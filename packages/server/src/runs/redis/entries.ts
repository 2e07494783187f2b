/**
 * A run's stream: entry 0-1 says who carries it out, entry n-0 is event number n, and the last one says that the run has ended. Ids are
 * given, not made by Redis: what is sent twice because its answer was lost is then written once.
 */
export const HEADER_ID = '0-1'

/** The one field of an entry. */
export const OWNER = 'owner'
export const FRAME = 'frame'
export const END = 'end'

/** One entry, read. */
export interface Entry {
  number: number
  field: string
  value: string
}

export const entryId = (number: number): string => `${number}-0`

/** The entries that XRANGE or XREVRANGE answered with. */
export function readEntries(reply: unknown): Entry[] {
  return (reply as [id: string, fields: string[]][]).map(([id, [field = '', value = '']]) => ({
    number: Number.parseInt(id, 10),
    field,
    value,
  }))
}
