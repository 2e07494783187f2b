import {ChatKitError} from '../errors.ts'
import {MultipartReader} from './multipart-reader.ts'
import {pulled} from './streams.ts'

/** A file that comes in a form. */
export interface FilePart {
  /** As the client calls it: unchecked. `''` if it has no name. */
  name: string
  /** As the client declares it: unchecked. `''` if it does not. */
  type: string
  /** The content. Read it to the end, or cancel it. It fails if the form is cut off or is not one file alone. */
  bytes: ReadableStream<Uint8Array>
}

const FIELD = 'file'
/** Bytes of what is not the file: a form's other fields, which are skipped. */
const MAX_OTHER_BYTES = 64 * 1024

/**
 * Finds the file in the body of a `multipart/form-data` request, whose field is called `file`. What comes before it is skipped, its
 * content is handed on as it arrives, and its end is told only when what follows has been read too and holds no second file. So nothing is
 * held in memory, and a form that breaks off never looks complete.
 *
 * Rejects with InvalidRequest for a form without such a file or a malformed one, with UnsupportedMediaType for what is no form.
 * Sources: RFC 7578; the form encoding of https://html.spec.whatwg.org.
 */
export async function readFilePart(body: ReadableStream<Uint8Array>, contentType: string | null): Promise<FilePart> {
  const boundary = boundaryOf(contentType ?? '')
  const reader = new MultipartReader(body, boundary, MAX_OTHER_BYTES)
  try {
    for (;;) {
      const headers = await reader.nextPart()
      if (headers === null) throw malformed(`The form has no file in a field called "${FIELD}".`)
      const disposition = parameters(headers.get('content-disposition') ?? '')
      if (disposition.get('name') !== FIELD) continue
      return {
        name: disposition.get('filename') ?? '',
        type: headers.get('content-type') ?? '',
        bytes: pulled(
          async () => (await reader.read()) ?? endOfForm(reader),
          (reason) => reader.cancel(reason),
        ),
      }
    }
  } catch (error) {
    await reader.cancel(error).catch(() => {})
    throw error
  }
}

/** Reads what follows the file. */
async function endOfForm(reader: MultipartReader): Promise<null> {
  for (let headers = await reader.nextPart(); headers !== null; headers = await reader.nextPart()) {
    const name = parameters(headers.get('content-disposition') ?? '').get('name')
    if (name === FIELD) throw malformed('Send one file at a time.')
  }
  return null
}

function boundaryOf(contentType: string): string {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw new ChatKitError('UnsupportedMediaType', 'Send the file as multipart/form-data.')
  }
  const boundary = parameters(contentType).get('boundary') ?? ''
  // RFC 2046 allows 70 characters, and these.
  if (!/^[\w'()+,./:=? -]{1,70}$/.test(boundary)) throw malformed('The form has no valid boundary.')
  return boundary
}

/** The parameters behind a header's value. Browsers write quotes and line ends in names as `%22`, `%0D` and `%0A`. */
function parameters(header: string): Map<string, string> {
  const found = header.matchAll(/;\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/g)
  return new Map(
    Array.from(found, ([, name = '', quoted, token = '']) => [
      name.toLowerCase(),
      quoted === undefined ? token : unescape(quoted),
    ]),
  )
}

function unescape(quoted: string): string {
  return quoted
    .replace(/\\(["\\])/g, '$1')
    .replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function malformed(message: string): ChatKitError {
  return new ChatKitError('InvalidRequest', message)
}
