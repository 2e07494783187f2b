import {pulled} from '../streams.ts'

/** A stream of these chunks; an Error among them is what it fails with. */
export function streamOf(...chunks: (string | Uint8Array | Error)[]): ReadableStream<Uint8Array> {
  const rest = [...chunks]
  return pulled(
    async () => {
      const chunk = rest.shift()
      if (chunk instanceof Error) throw chunk
      if (chunk === undefined) return null
      return typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
    },
    async () => {},
  )
}
