/** Where and how the client uploads an attachment's bytes. */
export interface AttachmentUploadDescriptor {
  /** Absolute URL. */
  url: string
  /** `POST`: a multipart form with the field `file`. `PUT`: the bytes as the body. */
  method: 'POST' | 'PUT'
  /** Default `{}`. */
  headers: Record<string, string>
}

/** What every attachment has. */
export interface AttachmentBase {
  id: string
  name: string
  mime_type: string
  /** Present until the bytes have arrived. */
  upload_descriptor?: AttachmentUploadDescriptor
  /** Set once a message carries the attachment. */
  thread_id?: string
  /** The server's own data: stored, never sent to a client. */
  metadata?: Record<string, unknown>
}

/** Any file. */
export interface FileAttachment extends AttachmentBase {
  type: 'file'
}

/** An image with a preview. */
export interface ImageAttachment extends AttachmentBase {
  type: 'image'
  /** Absolute URL; `data:` is allowed. */
  preview_url: string
}

/** Something the user attached to a message. */
export type Attachment = FileAttachment | ImageAttachment
