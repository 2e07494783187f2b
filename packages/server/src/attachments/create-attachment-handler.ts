import type {Attachment} from 'chatkit-protocol'
import {toWire} from 'chatkit-protocol/serialize'
import {ChatKitError} from '../errors.ts'
import {decideCors, preflightHeaders} from '../http/cors.ts'
import type {CorsOptions} from '../http/cors.ts'
import {errorResponse} from '../http/error-response.ts'
import {neverThrow, reportToConsole} from '../report.ts'
import type {ReportError} from '../report.ts'
import type {Attachments} from './attachments.ts'
import type {StoredBytes} from './byte-store.ts'
import {downloadHeaders} from './download-response.ts'
import {reporting} from './streams.ts'
import {bytesOfUpload, fileOfUpload} from './upload-request.ts'

/** Options of {@link createAttachmentHandler}. */
export interface AttachmentHandlerOptions<Context> {
  attachments: Attachments<Context>
  /**
   * Makes the context of a direct upload; the place to check a session. Throw a ChatKitError, e.g. `Unauthorized`, to refuse. Default: direct
   * uploads answer 501, and only links work.
   */
  context?: (request: Request) => Context | Promise<Context>
  /** Which pages may upload. Default: no CORS headers, so only pages of the same origin can read the answers. */
  cors?: CorsOptions
  /** Receives unexpected failures, each once. Default: `console.error`. */
  onError?: ReportError
  /** Milliseconds without a byte after which an upload is given up. Default 30,000. */
  idleMs?: number
  /** Milliseconds that an upload may take altogether. Default 600,000 (ten minutes). */
  maxUploadMs?: number
}

const METHODS = 'GET, HEAD, POST, PUT, OPTIONS'

/**
 * Makes the endpoint for attachments, to be mounted at the path of the `url` of {@link Attachments}. Never rejects: every failure becomes a
 * response.
 *
 * - `PUT` or `POST` with `?upload=`: the bytes of a registered attachment, as they are (`PUT`) or in a form's field `file`. The link is all the
 *   permission that is needed.
 * - `POST` without: a direct upload in a form's field `file`, in the name of `context(request)`.
 * - `GET` and `HEAD` with `?download=`: the bytes.
 *
 * Both uploads answer with the attachment.
 */
export function createAttachmentHandler<Context>(
  options: AttachmentHandlerOptions<Context>,
): (request: Request) => Promise<Response> {
  const {attachments, cors, idleMs = 30_000, maxUploadMs = 600_000} = options
  const onError = neverThrow(options.onError ?? reportToConsole)
  const rules = {maxBytes: attachments.limits.maxBytes, idleMs, totalMs: maxUploadMs}

  const contextOf = async (request: Request): Promise<Context> => {
    if (options.context !== undefined) return options.context(request)
    throw new ChatKitError('ConfigurationError', 'This assistant takes files only by upload links.', {
      cause: new Error('A direct upload came in. Pass `context` to createAttachmentHandler to accept them.'),
    })
  }

  const upload = async (request: Request, token: string | null): Promise<Attachment> => {
    if (token !== null) return attachments.receive(token, () => bytesOfUpload(request, rules))
    if (request.method === 'POST')
      return attachments.upload(() => fileOfUpload(request, rules), await contextOf(request))
    throw new ChatKitError('Forbidden', 'This upload link is not complete. Attach the file again.')
  }

  const find = async (
    reference: string,
    headOnly: boolean,
  ): Promise<{info: StoredBytes; body: ReadableStream<Uint8Array> | null}> => {
    const id = await attachments.idOfDownload(reference)
    const found = id === null || headOnly ? null : await attachments.bytes.get(id)
    if (found !== null) return found
    const info = id !== null && headOnly ? await attachments.bytes.head(id) : null
    if (info !== null) return {info, body: null}
    throw new ChatKitError('NotFound', 'This file does not exist (any more).')
  }

  return async (request) => {
    const info = {requestId: crypto.randomUUID()}
    let headers: Record<string, string> = {'x-request-id': info.requestId}
    try {
      const decision = await decideCors(request, cors)
      headers = {...headers, ...decision.headers}
      if (!decision.allowed) throw new ChatKitError('Forbidden', 'This page may not use the assistant.')
      if (request.method === 'OPTIONS') {
        const allowed = {...preflightHeaders(), 'access-control-allow-methods': METHODS}
        return new Response(null, {status: 204, headers: {...headers, ...allowed}})
      }
      const query = new URL(request.url).searchParams
      switch (request.method) {
        case 'GET':
        case 'HEAD': {
          const {info: file, body} = await find(query.get('download') ?? '', request.method === 'HEAD')
          const reported = body === null ? null : reporting(body, (error) => onError(error, info))
          return new Response(reported, {headers: {...headers, ...downloadHeaders(file)}})
        }
        case 'PUT':
        case 'POST': {
          const attachment = await upload(request, query.get('upload'))
          return Response.json(toWire(attachment), {headers: {...headers, 'cache-control': 'no-store'}})
        }
        default:
          headers = {...headers, allow: METHODS}
          throw new ChatKitError('MethodNotAllowed', `Use one of ${METHODS}.`)
      }
    } catch (error) {
      const known = ChatKitError.from(error)
      if (known.status >= 500) onError(known.cause ?? known, info)
      return errorResponse(known, headers)
    }
  }
}
