import {readFile, stat} from 'node:fs/promises'
import {errorCode} from '../error-code.ts'
import {IndexError} from './errors.ts'

const FETCH_TIMEOUT = 30_000
const MAX_BYTES = 256 * 1024 * 1024

export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source)
}

/**
 * Reads the index file as text from a path or an http(s) URL.
 *
 * @param most bytes; default 256 MB
 * @throws IndexError
 */
export async function readIndexSource(source: string, most: number = MAX_BYTES): Promise<string> {
  return isUrl(source) ? await fetchText(source, most) : await readText(source, most)
}

async function readText(path: string, most: number): Promise<string> {
  try {
    const {size} = await stat(path)
    if (size > most) throw tooLarge(path, most)
    const bytes = await readFile(path)
    return bytes.toString('utf8')
  } catch (cause) {
    if (cause instanceof IndexError) throw cause
    if (isMissing(cause)) {
      throw new IndexError(
        'missing',
        `There is no index at ${path} yet. Build the site (npm run build) or set CHATKIT_INDEX.`,
        {cause},
      )
    }
    throw new IndexError('unreadable', `${path} could not be read. Check that it is a file this user may read.`, {
      cause,
    })
  }
}

async function fetchText(url: string, most: number): Promise<string> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(FETCH_TIMEOUT),
      headers: {accept: 'application/json'},
    })
    if (response.status === 404)
      throw new IndexError('missing', `There is no index at ${url} (404). Publish the built site first.`)
    if (!response.ok) throw new IndexError('unreadable', `${url} answered ${response.status}.`)
    return await readBody(response, url, most)
  } catch (cause) {
    if (cause instanceof IndexError) throw cause
    throw new IndexError('unreadable', `${url} could not be fetched. Check CHATKIT_INDEX and that the site is up.`, {
      cause,
    })
  }
}

/** Not `text()`: what a server says of the length may be missing, wrong, or that of what it has compressed. */
async function readBody({body}: Response, url: string, most: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > most) throw tooLarge(url, most)
    text += decoder.decode(chunk, {stream: true})
  }
  return text + decoder.decode()
}

function tooLarge(source: string, most: number): IndexError {
  return new IndexError('invalid', `${source} is larger than ${most / 1024 / 1024} MB.`)
}

function isMissing(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}
