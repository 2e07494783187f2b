/** What a page, or a link, asks of the assistant. Parts that it leaves out are empty. */
export interface OpenRequest {
  question: string
  /** A passage that the question is about. */
  quote: string
  /** Ask at once. Otherwise the question goes into the composer, and the reader sends it. */
  send: boolean
}

/** Longest quote, in characters. A backend may refuse longer messages. */
export const LONGEST_QUOTE = 2000

/** Reads the `detail` of a `chatkit:open` event, which may be whatever a page puts there. */
export function readRequest(detail: unknown): OpenRequest {
  const {question, quote, send} = typeof detail === 'object' && detail ? (detail as {[key: string]: unknown}) : {}
  return {question: readText(question), quote: cut(readText(quote).trim(), LONGEST_QUOTE), send: send !== false}
}

function readText(value: unknown): string {
  return typeof value === 'string' && value.trim() ? value : ''
}

/** At most `length` characters, without half of a pair at the end. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
