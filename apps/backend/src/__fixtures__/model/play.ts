import {once} from 'node:events'
import type {ServerResponse} from 'node:http'
import {setTimeout as sleep} from 'node:timers/promises'

/** A whole answer that is no stream of a model: an error, or a page of something else. */
export interface PlainReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** Text of an event stream, and how it goes over the wire. */
export interface StreamReply {
  readonly text: string
  /** Default: as a whole. */
  readonly bytesAtOnce?: number
  /** Milliseconds between writes; default none. */
  readonly pause?: number
  /** `cut` = the connection breaks after the text; `silence` = nothing more comes. Default: it ends properly. */
  readonly end?: 'cut' | 'silence'
}

export type WireReply = PlainReply | StreamReply | 'silence' | 'disconnect'

/** Gives the reply. Without a word in it, a stream that is cut or silent has not even sent its headers. */
export async function play(reply: WireReply, response: ServerResponse): Promise<void> {
  if (reply === 'silence') return
  if (reply === 'disconnect') {
    response.destroy()
    return
  }
  if ('body' in reply) {
    response.writeHead(reply.status, {'content-type': 'application/json', ...reply.headers})
    response.end(reply.body)
    return
  }
  const {text, bytesAtOnce, pause = 0, end} = reply
  response.writeHead(200, {'content-type': 'text/event-stream; charset=utf-8'})
  const bytes = Buffer.from(text, 'utf8')
  const step = bytesAtOnce ?? Math.max(1, bytes.length)
  for (let at = 0; at < bytes.length && !response.destroyed; at += step) {
    if (!response.write(bytes.subarray(at, at + step))) await Promise.race([once(response, 'drain'), sleep(1_000)])
    // One after another, else the system puts them together again.
    if (bytesAtOnce !== undefined) await sleep(pause)
  }
  if (end === 'silence') return
  if (end === undefined) {
    response.end()
    return
  }
  // Only once what was written is out, else nothing of it would arrive.
  await sleep(20)
  response.destroy()
}
