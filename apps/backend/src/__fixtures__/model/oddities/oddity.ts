import type {Dialect, Said, WireEvent} from '../dialects.ts'
import type {PlainReply, StreamReply} from '../play.ts'
import {PIECES} from './said.ts'

/**
 * What a reader gets of a reply:
 *
 * - `answer`: `ANSWER`, whole, with its citations;
 * - `refusal`: `REFUSAL`;
 * - `broken off`: what was written is kept, and it is said that the model failed;
 * - `quotes`: nothing of the model, it is said that it cannot be reached, and the text is quoted.
 */
export type Outcome = 'answer' | 'refusal' | 'broken off' | 'quotes'

/** Something that a real server does, and a client may not expect. */
export interface Oddity {
  readonly name: string
  /** Where it has been met: a server, with its documentation or a report. */
  readonly seen: string
  /** Default: both. */
  readonly dialects?: readonly Dialect[]
  /** What the model says, one for each time it is asked. Default: `ANSWER` at once. */
  readonly says?: readonly Said[]
  /** Changes the events of a stream. */
  readonly events?: (events: WireEvent[], dialect: Dialect) => WireEvent[]
  /** Changes the text of a stream. */
  readonly text?: (text: string) => string
  readonly wire?: Pick<StreamReply, 'bytesAtOnce' | 'pause' | 'end'>
  /** Given in place of a stream; `first`: only to the first request. */
  readonly instead?: PlainReply | 'silence' | 'disconnect'
  /** Whether the server takes a request; it answers 400 to others. */
  readonly accepts?: (body: Record<string, unknown>) => boolean
  readonly first?: PlainReply | 'disconnect'
  readonly reader: Outcome
  /** How often the server is asked. Default: not looked at. */
  readonly asked?: number
}

export const CHAT: readonly Dialect[] = ['chat completions']
export const RESPONSES: readonly Dialect[] = ['responses']

/** What the model says by default. */
export function saysOf({says = [{text: PIECES}]}: Oddity): readonly Said[] {
  return says
}
