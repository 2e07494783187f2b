/** What an id can be made for. Source: openai-chatkit 1.6.5, store.py. */
export type IdKind =
  | 'thread'
  | 'message'
  | 'tool_call'
  | 'task'
  | 'workflow'
  | 'attachment'
  | 'sdk_hidden_context'
  | 'run'

const PREFIXES: Record<IdKind, string> = {
  thread: 'thr',
  message: 'msg',
  tool_call: 'tc',
  task: 'tsk',
  workflow: 'wf',
  attachment: 'atc',
  sdk_hidden_context: 'shcx',
  run: 'run',
}

// Crockford's base 32: no letters that are mistaken for digits, and byte order is value order, so ids sort by time as strings.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARS = 10
const RANDOM_CHARS = 20

/**
 * Makes an id: `<prefix>_` + 10 characters of time (milliseconds) + 20 random characters (100 bits), lower case.
 *
 * The prefixes are those of openai-chatkit; its 32 random bits collide within some 77,000 ids of one kind, hence the length here.
 */
export function generateId(kind: IdKind, now: number = Date.now()): string {
  // Joined: an engine keeps what was added up in pieces, a character a piece, as long as the id lives.
  return [PREFIXES[kind], '_', ...timeChars(now), ...randomChars()].join('')
}

function timeChars(now: number): string[] {
  let rest = Math.max(0, Math.floor(now))
  const chars: string[] = []
  for (let index = 0; index < TIME_CHARS; index++) {
    chars.unshift(ALPHABET.charAt(rest % 32))
    rest = Math.floor(rest / 32)
  }
  return chars
}

function randomChars(): string[] {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_CHARS))
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte & 31))
}
