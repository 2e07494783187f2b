import type {Fault} from './schedule.ts'

/** What happens to one piece of a reply's body: what is passed on, and how it goes on after that. */
export interface Tampered {
  bytes: Buffer
  next: 'go on' | 'reset' | 'end' | 'hold' | 'drip'
}

/**
 * Changes one piece of a reply. Pure.
 *
 * @param passed bytes of this body that have arrived since the fault began
 */
export function tamper(chunk: Buffer, fault: Fault, passed: number): Tampered {
  const room = Math.max(0, fault.after - passed)
  switch (fault.kind) {
    case 'reset mid-event':
      return room >= chunk.length ? {bytes: chunk, next: 'go on'} : {bytes: chunk.subarray(0, room), next: 'reset'}
    case 'stall':
    case 'silence':
      return room >= chunk.length ? {bytes: chunk, next: 'go on'} : {bytes: chunk, next: 'hold'}
    case 'slow drip':
      return {bytes: chunk, next: 'drip'}
    case 'truncated UTF-8': {
      const start = findMultibyte(chunk, room)
      return start === -1 ? {bytes: chunk, next: 'go on'} : {bytes: chunk.subarray(0, start + 1), next: 'end'}
    }
    case 'duplicate bytes':
      return {bytes: repeatEvents(chunk), next: 'go on'}
    default:
      return {bytes: chunk, next: 'go on'}
  }
}

/** Where a character of several bytes begins, at or after `from`; -1 if nowhere. */
function findMultibyte(chunk: Buffer, from: number): number {
  return chunk.findIndex((byte, index) => index >= from && byte >= 0xc2)
}

/** Every event that is whole within the piece, twice. */
function repeatEvents(chunk: Buffer): Buffer {
  const parts = chunk.toString('latin1').split(/(?<=\n\n)/)
  const twice = parts.map((part) => (part.startsWith('id:') && part.endsWith('\n\n') ? part + part : part))
  return Buffer.from(twice.join(''), 'latin1')
}
