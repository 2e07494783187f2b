import type {CustomApiConfig} from '@openai/chatkit'
import {type ChatKitResponse, type NonStreamingRequest, type StreamingRequest} from 'chatkit-protocol'
import {decodeSse} from 'chatkit-protocol/sse'
import {CutError, HttpError} from './failure.ts'

export interface Api {
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

/** The one endpoint of a ChatKit server. Nothing is sent twice here: retrying is the custom `fetch`'s or the reader's decision. */
export function createApi({config, locale, instanceId}: ApiInit): Api {
  const doFetch: typeof fetch = config.fetch ?? ((input, init) => globalThis.fetch(input, init))

  const post = async (request: StreamingRequest | NonStreamingRequest, accept: string, signal?: AbortSignal) => {
    const response = await doFetch(config.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept,
        'accept-language': locale,
        'chatkit-frame-instance-id': instanceId,
      },
      body: JSON.stringify(request),
      ...(signal ? {signal} : {}),
    })
    if (!response.ok) throw new HttpError(response.status, await readMessage(response), readRetryAfter(response))
    return response
  }

  return {
    async *stream(request, signal) {
      const response = await post(request, 'text/event-stream', signal)
      if (!response.body) throw new CutError()
      for await (const message of decodeSse(response.body, {signal})) if (message.data !== '') yield message.data
    },
    async call<R extends NonStreamingRequest>(request: R, signal?: AbortSignal) {
      const response = await post(request, 'application/json', signal)
      return (await response.json()) as ChatKitResponse<R['type']>
    },
  }
}
