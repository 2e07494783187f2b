import type {CustomApiConfig} from '@openai/chatkit'
import {type ChatKitResponse, type NonStreamingRequest, type StreamingRequest} from 'chatkit-protocol'
import {decodeSse} from 'chatkit-protocol/sse'
import {CutError, HttpError} from './failure.ts'

/** One request: the body of a POST, or none for a GET. */
interface ApiRequest {
  readonly body?: StreamingRequest | NonStreamingRequest
  readonly accept: string
  /** Default: the endpoint. */
  readonly url?: string
}

export interface Api {
  /** The endpoint. */
  readonly url: string
  /** @throws HttpError for a reply that is not 2xx; else what `fetch` threw. */
  send: (request: ApiRequest, signal?: AbortSignal) => Promise<Response>
  /** Sends a request and yields the JSON text of each event. Ends when the body ends. */
  stream: (request: StreamingRequest, signal: AbortSignal) => AsyncIterable<string>
  call: <R extends NonStreamingRequest>(request: R, signal?: AbortSignal) => Promise<ChatKitResponse<R['type']>>
}

interface ApiInit {
  readonly config: CustomApiConfig
  /** Sent as the only `Accept-Language`, as the official client does. */
  readonly locale: string
  readonly instanceId: string
}

/** `{error: {message}}` of an unsuccessful reply; null when the body is anything else. */
async function readMessage(response: Response): Promise<string | null> {
  try {
    const body: unknown = await response.json()
    const error = (body as {error?: {message?: unknown}} | null)?.error
    return typeof error?.message === 'string' && error.message !== '' ? error.message : null
  } catch {
    return null
  }
}

function readRetryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null
}

/** The JSON text of each event in a body. Ends when the body ends. @throws CutError if there is none. */
export async function* readEvents({body}: Response, signal: AbortSignal): AsyncGenerator<string> {
  if (!body) throw new CutError()
  for await (const {data} of decodeSse(body, {signal})) yield data
}

/** The one endpoint of a ChatKit server. Nothing is sent twice here: retrying is the custom `fetch`'s or the reader's decision. */
export function createApi({config, locale, instanceId}: ApiInit): Api {
  const doFetch: typeof fetch = config.fetch ?? ((input, init) => globalThis.fetch(input, init))

  const send: Api['send'] = async ({body, accept, url = config.url}, signal) => {
    const response = await doFetch(url, {
      headers: {
        accept,
        'accept-language': locale,
        'chatkit-frame-instance-id': instanceId,
        ...(body ? {'content-type': 'application/json'} : {}),
      },
      ...(body ? {method: 'POST', body: JSON.stringify(body)} : {}),
      ...(signal ? {signal} : {}),
    })
    if (!response.ok) throw new HttpError(response.status, await readMessage(response), readRetryAfter(response))
    return response
  }

  return {
    url: config.url,
    send,
    async *stream(body, signal) {
      yield* readEvents(await send({body, accept: 'text/event-stream'}, signal), signal)
    },
    async call<R extends NonStreamingRequest>(body: R, signal?: AbortSignal) {
      const response = await send({body, accept: 'application/json'}, signal)
      return (await response.json()) as ChatKitResponse<R['type']>
    },
  }
}
