import {createRandom, pick} from '../../scripts/lib/random.js'

/**
 * What can go wrong between a browser and the backend. Nothing here changes bytes within an event: what repeats or alters those without
 * being noticed by TCP or TLS cannot be told from an answer, by any transport.
 */
export const FAULT_KINDS = [
  /** Connections to the backend are closed before anything is read. */
  'refuse',
  /** The backend gets the request and acts on it; its reply never leaves the wire. */
  'reset before headers',
  /** Replies are cut in the middle, inside of an event. */
  'reset mid-event',
  /** Replies stop; they go on when the fault ends. */
  'stall',
  /** Replies stop for good, and the connection stays open. */
  'silence',
  /** Replies come a few bytes at a time. */
  'slow drip',
  /** Something on the way answers instead of the backend. */
  'status',
  /** Something on the way answers with a page of its own, as the sign-in of a hotel does. */
  'wrong content type',
  /** Replies end, cleanly, within a character. */
  'truncated UTF-8',
  /** Whole events arrive twice. */
  'duplicate bytes',
  /** The browser is offline, and says so. */
  'offline',
  /** The backend takes no secret, though it may renew it. */
  'secret expired',
  /** The backend is killed; after the fault it is started anew. */
  'backend killed',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export const STATUSES = [403, 408, 429, 500, 502, 503, 504] as const

export interface Fault {
  kind: FaultKind
  /** What it follows: 0 is the opening of the panel, n the sending of question n. */
  moment: number
  /** Milliseconds from the moment to its begin. With 0 it is there before. */
  delay: number
  /** Milliseconds from its begin to its end. */
  lasts: number
  /** Bytes of a reply's body that still arrive. */
  after: number
  /** For `status`. */
  status: number
  /** Whether the page may read what something on the way has answered (CORS). */
  isReadable: boolean
}

export interface Schedule {
  seed: number
  /** Texts, no two alike. */
  questions: string[]
  /** For each question: asked while the one before is still being answered, or waits itself. */
  hurried: boolean[]
  faults: Fault[]
}

/** One silence costs the reader a deadline of 45 s, so it is rare. */
const SHARE_OF_SILENCE = 0.02
const SHARE_OF_LONG_FAULTS = 0.15

/** The same seed gives the same schedule. */
export function createSchedule(seed: number, questions: readonly string[]): Schedule {
  const random = createRandom(seed)
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  const chance = (share: number) => random() < share
  const left = [...questions]
  const asked = Array.from({length: between(2, 5)}, () => left.splice(between(0, left.length - 1), 1)[0] ?? '')
  const usual = FAULT_KINDS.filter((kind) => kind !== 'silence')
  const faults = Array.from({length: between(1, 4)}, (): Fault => {
    const kind = chance(SHARE_OF_SILENCE) ? 'silence' : pick(random, usual)
    return {
      kind,
      moment: between(0, asked.length),
      delay: chance(0.4) ? 0 : between(20, 1500),
      lasts: chance(SHARE_OF_LONG_FAULTS) ? between(4000, 9000) : between(200, 3000),
      after: between(0, 2500),
      status: pick(random, [...STATUSES]),
      isReadable: chance(0.5),
    }
  })
  return {seed, questions: asked, hurried: asked.map((_, index) => index > 0 && chance(0.3)), faults}
}
