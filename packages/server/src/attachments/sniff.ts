import {isPlainImage, isTextType, UNKNOWN_TYPE} from './media-types.ts'

/** How many bytes from the beginning of a file {@link sniff} looks at. */
export const SNIFF_BYTES = 1024

interface Signature {
  type: string
  /** Bytes in hex from the beginning of the file; `..` is any. */
  magic: string
  /** Further types whose files begin like this. */
  also?: RegExp
}

// Sources: https://mimesniff.spec.whatwg.org, the file formats' own descriptions.
const SIGNATURES: Signature[] = [
  {type: 'image/png', magic: '89504e470d0a1a0a', also: /^image\/apng$/},
  {type: 'image/jpeg', magic: 'ffd8ff', also: /^image\/pjpeg$/},
  {type: 'image/gif', magic: '474946383761'},
  {type: 'image/gif', magic: '474946383961'},
  {type: 'image/webp', magic: '52494646........57454250'},
  {type: 'image/avif', magic: '........6674797061766966'},
  {type: 'image/heic', magic: '........6674797068656963', also: /^image\/hei[cf]$/},
  {type: 'image/heic', magic: '........667479706d696631', also: /^image\/hei[cf]$/},
  {type: 'image/tiff', magic: '49492a00'},
  {type: 'image/tiff', magic: '4d4d002a'},
  {type: 'image/x-icon', magic: '00000100', also: /^image\/vnd\.microsoft\.icon$/},
  {type: 'application/pdf', magic: '255044462d', also: /^application\/x-pdf$/},
  {
    type: 'application/zip',
    magic: '504b0304',
    also: /^application\/(?:.*\+zip|x-zip.*|java-archive|vnd\.(?:openxmlformats|oasis|ms-).*)$/,
  },
  {type: 'application/zip', magic: '504b0506', also: /^application\/x-zip.*$/},
  {type: 'application/gzip', magic: '1f8b08', also: /^application\/x-(?:gzip|gtar|tgz)$/},
  {type: 'application/x-7z-compressed', magic: '377abcaf271c'},
  {type: 'application/vnd.rar', magic: '526172211a07', also: /^application\/x-rar.*$/},
  {type: 'application/x-bzip2', magic: '425a68', also: /^application\/x-bzip$/},
  {type: 'application/x-xz', magic: 'fd377a585a00'},
  {type: 'application/x-ole-storage', magic: 'd0cf11e0a1b11ae1', also: /^application\/(?:msword|vnd\.ms-.*)$/},
  {type: 'audio/wav', magic: '52494646........57415645', also: /^audio\/(?:x-wav|wave|vnd\.wave)$/},
  {type: 'audio/mpeg', magic: '494433', also: /^audio\/(?:mp3|x-mp3)$/},
  {type: 'audio/mpeg', magic: 'fffb', also: /^audio\/(?:mp3|x-mp3)$/},
  {type: 'audio/flac', magic: '664c6143', also: /^audio\/x-flac$/},
  {type: 'audio/ogg', magic: '4f676753', also: /^(?:audio|video|application)\/(?:ogg|opus)$/},
  {type: 'video/mp4', magic: '........66747970', also: /^(?:audio|video)\/(?:mp4|quicktime|3gpp2?|x-m4[av]|aac)$/},
  {type: 'video/webm', magic: '1a45dfa3', also: /^(?:audio|video)\/(?:webm|x-matroska)$/},
  {type: 'application/x-executable', magic: '7f454c46'},
  {type: 'application/wasm', magic: '0061736d'},
]

/** Signatures that a text could begin with as well. */
const WEAK_SIGNATURES: Signature[] = [
  {
    type: 'application/vnd.microsoft.portable-executable',
    magic: '4d5a',
    also: /^application\/x-(?:msdownload|dosexec)$/,
  },
  {type: 'image/bmp', magic: '424d', also: /^image\/x-(?:ms-)?bmp$/},
]

const MARKUP: [type: string, beginning: RegExp][] = [
  ['image/svg+xml', /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s/>]/i],
  [
    'text/html',
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!DOCTYPE html|html|head|body|script|iframe|style|title|meta|link)\b/i,
  ],
  ['text/xml', /^<\?xml\s/],
]

/** What a file is by its first bytes: a type with a signature, kinds of text, or `application/octet-stream` for all else. */
export function sniff(head: Uint8Array): string {
  const bytes = Array.from(head.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const strong = find(SIGNATURES, bytes)
  if (strong !== undefined) return strong
  const text = asText(head)
  if (text === undefined) return find(WEAK_SIGNATURES, bytes) ?? UNKNOWN_TYPE
  return MARKUP.find(([, beginning]) => beginning.test(text.trimStart()))?.[0] ?? 'text/plain'
}

/**
 * The type of a file that was declared as one type and looks like another, or null if the two cannot both be true. Formats that share their
 * beginning, such as all that are zip files inside, are believed. Between images that are safe to show, the bytes are right: half the
 * `.jpg` files of this world are something else.
 */
export function agreeOnType(declared: string, sniffed: string): string | null {
  if (declared === sniffed || declared === UNKNOWN_TYPE) return sniffed
  if (isPlainImage(declared) && isPlainImage(sniffed)) return sniffed
  if (isTextType(sniffed)) return isTextType(declared) ? declared : null
  if (sniffed === UNKNOWN_TYPE) return isTextType(declared) || hasSignature(declared) ? null : declared
  return isCalled(declared, (signature) => signature.type === sniffed) ? declared : null
}

function find(signatures: Signature[], bytes: string): string | undefined {
  return signatures.find(({magic}) => new RegExp(`^${magic}`).test(bytes))?.type
}

function hasSignature(type: string): boolean {
  return isCalled(type, () => true)
}

function isCalled(type: string, among: (signature: Signature) => boolean): boolean {
  return [...SIGNATURES, ...WEAK_SIGNATURES].some(
    (one) => among(one) && (one.type === type || one.also?.test(type) === true),
  )
}

/** The bytes as text, or undefined if they are none: not UTF-8, or with controls that no text has. */
function asText(head: Uint8Array): string | undefined {
  // UTF-16 says so in its first two bytes. Its characters do not matter: nothing is read from it.
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return ''
  try {
    // As part of a stream: the last character may be cut in the middle.
    const text = new TextDecoder('utf-8', {fatal: true}).decode(head, {stream: true})
    // oxlint-disable-next-line no-control-regex -- controls are what is looked for
    return /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
