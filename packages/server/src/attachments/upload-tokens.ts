import {ChatKitError} from '../errors.ts'
import {fromBase64Url, toBase64Url} from './base64-url.ts'
import type {Signer} from './signer.ts'

const PURPOSE = 'upload'

/** What an upload token stands for. */
export interface UploadTicket {
  attachmentId: string
  /** Who registered the attachment. */
  subject: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** A ticket as a text that may stand in a URL and that nobody else can make. */
export async function sealTicket(signer: Signer, ticket: UploadTicket): Promise<string> {
  const payload = toBase64Url(new TextEncoder().encode(JSON.stringify(ticket)))
  return `${payload}.${await signer.sign(PURPOSE, payload)}`
}

/** The ticket of a token. Rejects with Forbidden if it is not one of ours, or too old. */
export async function openTicket(signer: Signer, token: string, now: number): Promise<UploadTicket> {
  const [payload = '', signature = '', ...rest] = token.split('.')
  const bytes = fromBase64Url(payload)
  if (rest.length > 0 || bytes === undefined || !(await signer.verify(PURPOSE, payload, signature))) {
    throw new ChatKitError('Forbidden', 'This upload link is not valid. Attach the file again.')
  }
  const ticket = JSON.parse(new TextDecoder().decode(bytes)) as UploadTicket
  if (ticket.expiresAt <= now)
    throw new ChatKitError('Forbidden', 'This upload link has expired. Attach the file again.')
  return ticket
}
