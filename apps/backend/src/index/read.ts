import {readFile} from 'node:fs/promises'
import {errorCode} from '../error-code.ts'
import {IndexError} from './errors.ts'

const FETCH_TIMEOUT = 30_000
const MAX_BYTES = 256 * 1024 * 1024

export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source)
}

/** Reads the index file as text from a path or an http(s) URL; at most 256 MB. */
export async function readIndexSource(source: string): Promise<string> {
  return isUrl(source) ? await fetchText(source) : await readText(source)
}

async function readText(path: string): Promise<string> {
  try {
    const bytes = await readFile(path)
    if (bytes.byteLength > MAX_BYTES) throw new IndexError('invalid', `${path} is larger than 256 MB.`)
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

async function fetchText(url: string): Promise<string> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(FETCH_TIMEOUT),
      headers: {accept: 'application/json'},
    })
    if (response.status === 404)
      throw new IndexError('missing', `There is no index at ${url} (404). Publish the built site first.`)
    if (!response.ok) throw new IndexError('unreadable', `${url} answered ${response.status}.`)
    return await readBody(response, url)
  } catch (cause) {
    if (cause instanceof IndexError) throw cause
    throw new IndexError('unreadable', `${url} could not be fetched. Check CHATKIT_INDEX and that the site is up.`, {
      cause,
    })
  }
}

/** Not `text()`: what a server says of the length may be missing, wrong, or that of what it has compressed. */
async function readBody({body}: Response, url: string): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MAX_BYTES) throw new IndexError('invalid', `${url} is larger than 256 MB.`)
    text += decoder.decode(chunk, {stream: true})
  }
  return text + decoder.decode()
}

function isMissing(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}
