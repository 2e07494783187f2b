import type {Attachment, AttachmentCreateParams} from 'chatkit-protocol'
import type {AttachmentStore} from '../attachment-store.ts'
import {ChatKitError, NotFoundError} from '../errors.ts'
import {generateId} from '../ids.ts'
import {fillLimits} from '../limits.ts'
import type {Store} from '../store.ts'
import {missing} from '../stores/missing.ts'
import type {ByteStore, StoredBytes} from './byte-store.ts'
import {cleanName} from './clean-name.ts'
import {DEFAULT_ATTACHMENT_LIMITS} from './limits.ts'
import type {AttachmentLimits} from './limits.ts'
import {isPlainImage, matchesType, mediaType, UNKNOWN_TYPE} from './media-types.ts'
import {tooLarge} from './meter.ts'
import type {FilePart} from './multipart.ts'
import {RecentUploads} from './recent-uploads.ts'
import {Sha256} from './sha256.ts'
import {Signer} from './signer.ts'
import {agreeOnType, sniff, SNIFF_BYTES} from './sniff.ts'
import {consuming, peek, readChunks} from './streams.ts'
import {sweepAttachments} from './sweep.ts'
import type {SweepOptions, SweepResult} from './sweep.ts'
import {openTicket, sealTicket} from './upload-tokens.ts'
import {withoutDescriptor} from './without-descriptor.ts'

/** The types that are accepted unless the app says otherwise: images that every browser shows, and documents that models read. */
export const DEFAULT_ACCEPT: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
  'text/markdown',
  'text/csv',
  'application/json',
]

/** Options of {@link Attachments}. */
export interface AttachmentsOptions<Context> {
  /** Where the records are: the server's own store. */
  store: Store<Context>
  /** Where the bytes go. */
  bytes: ByteStore
  /**
   * The absolute URL under which the world reaches the handler of `createAttachmentHandler`, e.g. `https://chat.example.org/attachments`. It
   * becomes part of stored records.
   */
  url: string | URL
  /**
   * Signs the links: at least 32 random characters, the same in every process. Of a list the first signs and all are accepted, so that
   * a secret can be replaced.
   */
  secret: string | readonly string[]
  /** Who a request is from, as the store sees it. */
  subject: (context: Context) => string
  /** The other way round: a context good enough for the store. Uploads come with a link and no session. */
  contextOf: (subject: string) => Context
  /** Media types that are accepted; `image/*` and `*\/*` are understood. Default {@link DEFAULT_ACCEPT}. */
  accept?: readonly string[]
  limits?: Partial<AttachmentLimits>
}

/** What is known of a file before its bytes have been seen. */
interface FileFacts {
  name: string
  /** The declared type. */
  type: string
  subject: string
}

/** What is known of a file that was stored. */
interface KeptFile {
  type: string
  size: number
  sha256: string
}

/**
 * Attachments with their bytes: gives out upload links, checks what arrives, and keeps it. It is the `attachmentStore` of a ChatKitServer;
 * `createAttachmentHandler` makes the endpoint to which the links lead.
 *
 * A file is checked by its bytes while they arrive: its size, that it is not empty, and that it is of a type that is accepted and was
 * declared. An attachment's `upload_descriptor` goes when its bytes have come. What is known of them is in the record's `metadata`, which no
 * client sees: `size`, `sha256`, `uploaded_at`.
 */
export class Attachments<Context> implements AttachmentStore<Context> {
  /** The limits in force. */
  readonly limits: AttachmentLimits
  /** Where the bytes are. */
  readonly bytes: ByteStore

  readonly #options: AttachmentsOptions<Context>
  readonly #accept: readonly string[]
  readonly #signer: Signer
  readonly #recent: RecentUploads

  constructor(options: AttachmentsOptions<Context>) {
    this.#options = options
    this.bytes = options.bytes
    this.limits = fillLimits(DEFAULT_ATTACHMENT_LIMITS, options.limits ?? {})
    this.#accept = options.accept ?? DEFAULT_ACCEPT
    this.#signer = new Signer(typeof options.secret === 'string' ? [options.secret] : options.secret)
    this.#recent = new RecentUploads(this.limits.maxRecentUploads, this.limits.uploadTtlMs)
    if (!URL.canParse(String(options.url))) {
      throw new TypeError(
        `\`url\` must be absolute, e.g. https://chat.example.org/attachments, got ${String(options.url)}.`,
      )
    }
  }

  /**
   * Makes a record with a link for its upload. Rejects at once what cannot be accepted later: TooLarge, UnsupportedMediaType, an empty
   * file (InvalidRequest), too many (RateLimited).
   */
  async createAttachment(params: AttachmentCreateParams, context: Context): Promise<Attachment> {
    const type = mediaType(params.mime_type)
    if (type !== UNKNOWN_TYPE) this.#requireAccepted(type)
    if (params.size > this.limits.maxBytes) throw tooLarge(this.limits.maxBytes)
    if (!(params.size > 0)) throw emptyFile()
    const subject = this.#options.subject(context)
    this.#recent.add(subject, Date.now())

    const record = await this.#record(generateId('attachment'), params.name, type)
    const ticket = {attachmentId: record.id, subject, expiresAt: Date.now() + this.limits.uploadTtlMs}
    const token = await sealTicket(this.#signer, ticket)
    return {...record, upload_descriptor: {url: this.#link('upload', token), method: 'PUT', headers: {}}}
  }

  /**
   * Takes the bytes of a registered attachment and resolves with its record. `open` gives the bytes; it is not called for a token that is
   * not good. The link works once: afterwards it is a Conflict, and NotFound if the attachment has been deleted. The same bytes once
   * more are no second upload, so a client whose answer was lost may try again until the record is complete.
   */
  async receive(token: string, open: () => Promise<ReadableStream<Uint8Array>>): Promise<Attachment> {
    const {attachmentId: id, subject} = await openTicket(this.#signer, token, Date.now())
    const context = this.#options.contextOf(subject)
    const record = await this.#options.store.loadAttachment(id, context)
    if (record.upload_descriptor === undefined) throw uploadedBefore()
    const kept = await this.#keep(id, await open(), {name: record.name, type: record.mime_type, subject})
    try {
      return await this.#complete(id, kept, context)
    } catch (error) {
      // Deleted while its bytes arrived.
      if (error instanceof NotFoundError) await this.bytes.delete(id)
      throw error
    }
  }

  /** Takes a file that comes without having been registered, and resolves with its record. */
  async upload(open: () => Promise<FilePart>, context: Context): Promise<Attachment> {
    const subject = this.#options.subject(context)
    this.#recent.add(subject, Date.now())
    const part = await open()
    const id = generateId('attachment')
    const name = cleanName(part.name, this.limits.maxNameLength)
    const kept = await this.#keep(id, part.bytes, {name, type: mediaType(part.type), subject})
    const attachment = withFacts(await this.#record(id, name, kept.type), kept)
    try {
      await this.#options.store.saveAttachment(attachment, context)
    } catch (error) {
      await this.bytes.delete(id).catch(() => {})
      throw error
    }
    return attachment
  }

  /** Rejects with InvalidRequest if the bytes of an attachment have not arrived. */
  async assertUploaded(attachment: Attachment, _context: Context): Promise<void> {
    if (attachment.upload_descriptor === undefined) return
    throw new ChatKitError(
      'InvalidRequest',
      'An attached file has not been uploaded completely. Wait until it has, or remove it.',
    )
  }

  /** Deletes the bytes. Idempotent. */
  async deleteAttachment(attachmentId: string, _context: Context): Promise<void> {
    await this.bytes.delete(attachmentId)
  }

  /** An attachment of the caller's with its bytes, e.g. to show it to a model. Rejects with NotFound. Read the body or cancel it. */
  async open(
    attachmentId: string,
    context: Context,
  ): Promise<{attachment: Attachment; info: StoredBytes; body: ReadableStream<Uint8Array>}> {
    const attachment = await this.#options.store.loadAttachment(attachmentId, context)
    const found = await this.bytes.get(attachmentId)
    if (found === null) throw missing('Attachment', attachmentId)
    return {attachment, ...found}
  }

  /**
   * A link to the bytes, for whoever has it and as long as they exist. It does not expire: it stands in stored messages, which are read
   * again for as long as their thread lives.
   */
  async downloadUrl(attachmentId: string): Promise<string> {
    return this.#link('download', `${attachmentId}.${await this.#signer.sign('download', attachmentId)}`)
  }

  /** The id of the attachment to which a link leads, or null if the link is not one of ours. */
  async idOfDownload(reference: string): Promise<string | null> {
    const [id = '', signature = '', ...rest] = reference.split('.')
    return rest.length === 0 && (await this.#signer.verify('download', id, signature)) ? id : null
  }

  /**
   * Deletes what nobody can reach any more: files that no message carries, files of deleted threads and of deleted records, and what was
   * left of uploads that broke off. Looks at every stored file, so run it now and then, e.g. once a day. Several at once do no harm.
   */
  async sweep(options: SweepOptions = {}): Promise<SweepResult> {
    const {store, contextOf} = this.#options
    return sweepAttachments({store, bytes: this.bytes, contextOf}, options)
  }

  /** Checks the bytes and stores them. */
  async #keep(id: string, bytes: ReadableStream<Uint8Array>, {name, type, subject}: FileFacts): Promise<KeptFile> {
    const {head, stream} = await peek(bytes, SNIFF_BYTES)
    return consuming(stream, async () => {
      if (head.byteLength === 0) throw emptyFile()
      const contentType = agreeOnType(type, sniff(head))
      if (contentType === null) {
        throw new ChatKitError('UnsupportedMediaType', `"${name}" is not what it says it is: ${type}.`)
      }
      this.#requireAccepted(contentType)
      const labels = {subject, name}
      const {maxBytes} = this.limits
      const {created, ...measured} = await this.bytes.put(id, stream, {contentType, maxBytes, labels})
      // The same bytes are ours: of an attempt that ended before its record was complete, or whose answer got lost on the way here.
      if (!created && measured.sha256 !== (await this.#hashOf(id))) throw uploadedBefore()
      return {type: contentType, ...measured}
    })
  }

  async #complete(id: string, kept: KeptFile, context: Context): Promise<Attachment> {
    return this.#options.store.transaction(context, async (store) => {
      const attachment = withFacts(withoutDescriptor(await store.loadAttachment(id, context)), kept)
      await store.saveAttachment(attachment, context)
      return attachment
    })
  }

  async #hashOf(id: string): Promise<string | null> {
    const found = await this.bytes.get(id)
    if (found === null) return null
    if (found.info.sha256 !== null) {
      await found.body.cancel()
      return found.info.sha256
    }
    const hash = new Sha256()
    for await (const chunk of readChunks(found.body)) hash.update(chunk)
    return hash.hex()
  }

  async #record(id: string, name: string, type: string): Promise<Attachment> {
    const base = {id, name: cleanName(name, this.limits.maxNameLength), mime_type: type}
    return isPlainImage(type)
      ? {type: 'image', ...base, preview_url: await this.downloadUrl(id)}
      : {type: 'file', ...base}
  }

  #requireAccepted(type: string): void {
    if (matchesType(type, this.#accept)) return
    throw new ChatKitError('UnsupportedMediaType', `Files of this type are not accepted (${type}).`)
  }

  #link(parameter: 'upload' | 'download', value: string): string {
    const url = new URL(this.#options.url)
    url.searchParams.set(parameter, value)
    return url.href
  }
}

function withFacts(attachment: Attachment, {type, size, sha256}: KeptFile): Attachment {
  const metadata = {...attachment.metadata, size, sha256, uploaded_at: new Date().toISOString()}
  return {...attachment, mime_type: type, metadata}
}

function emptyFile(): ChatKitError {
  return new ChatKitError('InvalidRequest', 'The file is empty.')
}

function uploadedBefore(): ChatKitError {
  return new ChatKitError('Conflict', 'This file has been uploaded already.')
}
