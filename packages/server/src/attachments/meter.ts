import {ChatKitError} from '../errors.ts'
import {Sha256} from './sha256.ts'

/** A hash that takes bytes in pieces. */
export interface RunningHash {
  update(bytes: Uint8Array): void
  /** The hash in hex. Called once, at the end. */
  hex(): string
}

/** Counts and hashes bytes on their way into a store. */
export class Meter {
  readonly #maxBytes: number
  readonly #hash: RunningHash
  #size = 0
  #sha256: string | undefined

  constructor(maxBytes: number, hash: RunningHash = new Sha256()) {
    this.#maxBytes = maxBytes
    this.#hash = hash
  }

  /** Takes note of a chunk. Throws TooLarge as soon as there is a byte too many. */
  add(chunk: Uint8Array): void {
    this.#size += chunk.byteLength
    if (this.#size > this.#maxBytes) throw tooLarge(this.#maxBytes)
    this.#hash.update(chunk)
  }

  /** Size and SHA-256 of everything. At the end: nothing can be added afterwards. */
  result(): {size: number; sha256: string} {
    this.#sha256 ??= this.#hash.hex()
    return {size: this.#size, sha256: this.#sha256}
  }
}

/** The refusal of a file that is too large. */
export function tooLarge(maxBytes: number): ChatKitError {
  return new ChatKitError('TooLarge', `The file is too large: at most ${formatBytes(maxBytes)} are accepted.`)
}

function formatBytes(bytes: number): string {
  const [unit, size] = (
    [
      ['MB', 2 ** 20],
      ['KB', 2 ** 10],
      ['bytes', 1],
    ] as const
  ).find(([, size]) => bytes >= size) ?? ['bytes', 1]
  return `${(Math.floor((bytes / size) * 10) / 10).toLocaleString('en-US')} ${unit}`
}
