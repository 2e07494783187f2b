const BLOCK = 64
const ROUNDS = 64

/**
 * SHA-256 of bytes that come in pieces. WebCrypto hashes only what is in memory as a whole. Source: FIPS 180-4.
 */
export class Sha256 {
  readonly #state = Int32Array.from(START)
  readonly #block = new Uint8Array(BLOCK)
  readonly #words = new Int32Array(ROUNDS)
  #filled = 0
  #size = 0

  /** Adds bytes, which are not kept. */
  update(bytes: Uint8Array): void {
    this.#size += bytes.byteLength
    let offset = 0
    while (offset < bytes.byteLength) {
      const piece = bytes.subarray(offset, offset + BLOCK - this.#filled)
      this.#block.set(piece, this.#filled)
      this.#filled += piece.byteLength
      offset += piece.byteLength
      if (this.#filled < BLOCK) return
      this.#compress()
      this.#filled = 0
    }
  }

  /** The hash of everything, in hex. Nothing can be added afterwards. */
  hex(): string {
    const bits = this.#size * 8
    // A one, zeros, and the length in the last eight bytes of a block.
    const padding = new Uint8Array(BLOCK + 8 - ((this.#filled + 8) % BLOCK))
    padding[0] = 0x80
    const view = new DataView(padding.buffer)
    view.setUint32(padding.byteLength - 8, Math.floor(bits / 2 ** 32))
    view.setUint32(padding.byteLength - 4, bits % 2 ** 32)
    this.update(padding)
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  }

  #compress(): void {
    const words = this.#words
    const block = this.#block
    for (let i = 0, at = 0; i < 16; i++, at += 4) {
      words[i] = (block[at]! << 24) | (block[at + 1]! << 16) | (block[at + 2]! << 8) | block[at + 3]!
    }
    for (let i = 16; i < ROUNDS; i++) {
      const early = words[i - 15]!
      const late = words[i - 2]!
      const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
      const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
      words[i] = (words[i - 16]! + sigma0 + words[i - 7]! + sigma1) | 0
    }
    const state = this.#state
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    let e = state[4]!
    let f = state[5]!
    let g = state[6]!
    let h = state[7]!
    for (let i = 0; i < ROUNDS; i++) {
      const choice = (e & f) ^ (~e & g)
      const majority = (a & b) ^ (a & c) ^ (b & c)
      const one = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + KEYS[i]! + words[i]!) | 0
      const two = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0
      h = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + two) | 0
    }
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
    state[4]! += e
    state[5]! += f
    state[6]! += g
    state[7]! += h
  }
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

// The standard's constants: the first 32 bits behind the point of the square roots and cube roots of the first primes.
const PRIMES = firstPrimes(ROUNDS)
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const KEYS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)))

function fraction(value: number): number {
  return ((value % 1) * 2 ** 32) | 0
}

function firstPrimes(count: number): number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return primes
}
