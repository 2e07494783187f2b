import type {IncomingMessage, ServerResponse} from 'node:http'
import type {Http2ServerRequest, Http2ServerResponse} from 'node:http2'

/** A request as Node's HTTP servers hand it out, with what Express and its kind may have added. */
export type NodeRequest = (IncomingMessage | Http2ServerRequest) & {
  /** The target before a router cut off the path it is mounted at. */
  originalUrl?: string
  /** What a body parser made of the body. */
  body?: unknown
}

/** The response that goes with it. */
export type NodeResponse = ServerResponse | Http2ServerResponse
