import {fromBase64Url, toBase64Url} from './base64-url.ts'

const SHORTEST_SECRET = 32

/** Signs short texts with HMAC-SHA-256 and knows its own signatures again. */
export class Signer {
  readonly #keys: Promise<CryptoKey[]>

  /** The first secret signs; signatures of any are accepted. Throws a TypeError for none, or one under 32 characters. */
  constructor(secrets: readonly string[]) {
    if (secrets.length === 0 || secrets.some((secret) => secret.length < SHORTEST_SECRET)) {
      throw new TypeError(
        `\`secret\` must have at least ${SHORTEST_SECRET} characters, all of them random. Make one: openssl rand -hex 32`,
      )
    }
    this.#keys = Promise.all(secrets.map(importKey))
    // Whoever signs hears of it. Unhandled it would end the process before.
    this.#keys.catch(() => {})
  }

  /** The signature of a text for one purpose, in URL-safe base64. Those of different purposes are not interchangeable. */
  async sign(purpose: string, text: string): Promise<string> {
    const [key] = await this.#keys
    if (key === undefined) throw new Error('a signer without keys')
    return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, message(purpose, text))))
  }

  /** Whether a signature is one of ours, in a time that does not depend on how much of it is right. */
  async verify(purpose: string, text: string, signature: string): Promise<boolean> {
    const bytes = fromBase64Url(signature)
    if (bytes === undefined) return false
    for (const key of await this.#keys) {
      if (await crypto.subtle.verify('HMAC', key, bytes, message(purpose, text))) return true
    }
    return false
  }
}

function importKey(secret: string): Promise<CryptoKey> {
  const algorithm = {name: 'HMAC', hash: 'SHA-256'}
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['sign', 'verify'])
}

function message(purpose: string, text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`chatkit-server ${purpose}\n${text}`)
}
