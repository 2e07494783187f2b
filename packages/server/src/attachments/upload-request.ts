import {tooLarge} from './meter.ts'
import {readFilePart} from './multipart.ts'
import type {FilePart} from './multipart.ts'
import {fromClient, nothing} from './streams.ts'
import type {Patience} from './streams.ts'

/** How much a request may send, and for how long. */
export interface UploadRules extends Patience {
  maxBytes: number
}

/** What a form has around its file. */
const FORM_BYTES = 64 * 1024

/** The bytes that a request to an upload link sends: its body (`PUT`), or the file in its form (`POST`). */
export async function bytesOfUpload(request: Request, rules: UploadRules): Promise<ReadableStream<Uint8Array>> {
  return request.method === 'PUT' ? bodyOf(request, rules, 0) : (await fileOfUpload(request, rules)).bytes
}

/** The file in the form that a request sends. */
export async function fileOfUpload(request: Request, rules: UploadRules): Promise<FilePart> {
  return readFilePart(bodyOf(request, rules, FORM_BYTES), request.headers.get('content-type'))
}

function bodyOf(
  request: Request,
  {maxBytes, ...patience}: UploadRules,
  extraBytes: number,
): ReadableStream<Uint8Array> {
  // Refused before a byte of it is read, where the client is honest about it.
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes + extraBytes) throw tooLarge(maxBytes)
  return fromClient(request.body ?? nothing(), patience)
}
