import {randomUUID} from 'node:crypto'
import {requestBody} from '../play.js'

/**
 * Makes requests as bytes.
 *
 * @param {{url: string, wish: {deltas: number, everyMs?: number}, keyed: boolean}} options `keyed`: each with an `Idempotency-Key` of
 *   its own
 * @returns {{address: {host: string, port: number}, next: () => Buffer}}
 */
export function requestMaker({url, wish, keyed}) {
  const {hostname, port, pathname, host} = new URL(url)
  const body = requestBody(wish)
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: application/json',
    'Accept: text/event-stream',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ].join('\r\n')
  const stock = Buffer.from(`${head}\r\n\r\n${body}`)
  const next = () => (keyed ? Buffer.from(`${head}\r\nIdempotency-Key: ${randomUUID()}\r\n\r\n${body}`) : stock)
  return {address: {host: hostname, port: Number(port)}, next}
}
