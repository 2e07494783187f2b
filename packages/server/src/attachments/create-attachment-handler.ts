import type {Attachment} from 'chatkit-protocol'
import {toWire} from 'chatkit-protocol/serialize'
import {ChatKitError} from '../errors.ts'
import {decideCors, preflightHeaders} from '../http/cors.ts'
import type {CorsOptions} from '../http/cors.ts'
import {errorResponse} from '../http/error-response.ts'
import {neverThrow, reportToConsole} from '../report.ts'
import type {ReportError} from '../report.ts'
import type {Attachments} from './attachments.ts'
import {downloadHeaders} from './download-response.ts'
import {tooLarge} from './meter.ts'
import {readFilePart} from './multipart.ts'
import type {FilePart} from './multipart.ts'
import {fromClient, pulled} from './streams.ts'

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
/** What a form has around its file. */
const FORM_BYTES = 64 * 1024

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

  const answer = async (request: Request, headers: Record<string, string>): Promise<Response> => {
    const query = new URL(request.url).searchParams
    const [token, reference] = [query.get('upload'), query.get('download')]
    switch (request.method) {
      case 'GET':
      case 'HEAD':
        return download(reference ?? '', request.method === 'HEAD', headers)
      case 'PUT':
      case 'POST':
        if (token !== null) return uploaded(await attachments.receive(token, () => bytesOf(request)), headers)
        if (request.method === 'POST')
          return uploaded(await attachments.upload(() => partOf(request), await contextOf(request)), headers)
        throw new ChatKitError('Forbidden', 'This upload link is not complete. Attach the file again.')
      default:
        throw new ChatKitError('MethodNotAllowed', `Use one of ${METHODS}.`)
    }
  }

  const contextOf = async (request: Request): Promise<Context> => {
    if (options.context !== undefined) return options.context(request)
    throw new ChatKitError('ConfigurationError', 'This assistant takes files only by upload links.', {
      cause: new Error('A direct upload came in. Pass `context` to createAttachmentHandler to accept them.'),
    })
  }

  const bytesOf = async (request: Request): Promise<ReadableStream<Uint8Array>> =>
    request.method === 'PUT' ? bodyOf(request, 0) : (await partOf(request)).bytes

  const partOf = (request: Request): Promise<FilePart> =>
    readFilePart(bodyOf(request, FORM_BYTES), request.headers.get('content-type'))

  const bodyOf = (request: Request, extraBytes: number): ReadableStream<Uint8Array> => {
    const {maxBytes} = attachments.limits
    // Refused before a byte of it is read, where the client is honest about it.
    if (Number(request.headers.get('content-length') ?? 0) > maxBytes + extraBytes) throw tooLarge(maxBytes)
    const body =
      request.body ??
      pulled(
        async () => null,
        async () => {},
      )
    return fromClient(body, {idleMs, totalMs: maxUploadMs})
  }

  const download = async (reference: string, headOnly: boolean, headers: Record<string, string>): Promise<Response> => {
    const id = await attachments.idOfDownload(reference)
    const found =
      id === null
        ? null
        : headOnly
          ? {info: await attachments.bytes.head(id), body: null}
          : await attachments.bytes.get(id)
    if (found?.info == null) throw new ChatKitError('NotFound', 'This file does not exist (any more).')
    return new Response(found.body, {headers: {...headers, ...downloadHeaders(found.info)}})
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
      return await answer(request, headers)
    } catch (error) {
      const known = ChatKitError.from(error)
      if (known.status >= 500) onError(known.cause ?? known, info)
      if (known.code === 'MethodNotAllowed') headers = {...headers, allow: METHODS}
      return errorResponse(known, headers)
    }
  }
}

function uploaded(attachment: Attachment, headers: Record<string, string>): Response {
  return Response.json(toWire(attachment), {headers: {...headers, 'cache-control': 'no-store'}})
}
