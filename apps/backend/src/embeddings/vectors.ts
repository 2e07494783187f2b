import {createHash} from 'node:crypto'
import {EmbeddingsError} from './types.ts'

/** Scales a vector to length 1; a vector of nothing but zeros stays. */
export function normalize(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  if (squares === 0) return vector
  const length = Math.sqrt(squares)
  return vector.map((value) => value / length)
}

/** Numbers, or the base64 of little-endian 32-bit floats. @throws EmbeddingsError when it is neither, or not finite */
export function readVector(value: unknown): Float32Array {
  const vector = typeof value === 'string' ? decodeBase64(value) : toFloats(value)
  if (vector === null || vector.length === 0 || !vector.every(Number.isFinite)) {
    throw new EmbeddingsError('The embeddings endpoint sent something that is not a vector.')
  }
  return vector
}

export function toBytes(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}

/** Copies, because a database's buffer may stand where no float may begin. */
export function fromBytes(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer)
}

/** What a vector is kept under: the text that it was made of. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

function toFloats(value: unknown): Float32Array | null {
  return Array.isArray(value) && value.every((one) => typeof one === 'number') ? Float32Array.from(value) : null
}

function decodeBase64(text: string): Float32Array | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length % 4 === 0 ? fromBytes(bytes) : null
}
