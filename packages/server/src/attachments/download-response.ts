import type {StoredBytes} from './byte-store.ts'
import {isPlainImage, servedType} from './media-types.ts'

/**
 * The headers under which a file is given out. Only images in which nothing can run are shown in a page; everything else is saved, under a
 * type that no browser runs, and what opens it nevertheless finds itself in a sandbox without scripts.
 */
export function downloadHeaders({contentType, size, labels}: StoredBytes): Record<string, string> {
  const disposition = isPlainImage(contentType) ? 'inline' : 'attachment'
  return {
    'content-type': servedType(contentType),
    'content-length': String(size),
    'content-disposition': `${disposition}; ${fileName(labels['name'] ?? 'file')}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    // The chat's page is often of another origin than the server, and may ask for this by Cross-Origin-Embedder-Policy.
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    // Never changes, but may be deleted.
    'cache-control': 'private, max-age=3600',
  }
}

/** Both forms of RFC 6266: one for everybody, one with all characters. */
function fileName(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `filename="${plain}"; filename*=UTF-8''${full}`
}
