import type {Attachment, AttachmentCreateParams} from 'chatkit-protocol'

/**
 * Where the bytes of attachments live. The server keeps the records in its {@link Store}; this object only deals with the upload
 * and the bytes. Source: openai-chatkit 1.6.5, store.py `AttachmentStore`.
 */
export interface AttachmentStore<Context> {
  /** Makes the record, with an `upload_descriptor` that says where the client sends the bytes. The server saves the record. */
  createAttachment(params: AttachmentCreateParams, context: Context): Promise<Attachment>

  /**
   * Rejects with InvalidRequest if the bytes of an attachment have not arrived. Asked for each attachment that a message names, with its
   * record. Default: not checked.
   */
  assertUploaded?(attachment: Attachment, context: Context): Promise<void>

  /** Deletes the bytes. Idempotent. The server has checked that the record is the caller's and deletes it afterwards. */
  deleteAttachment(attachmentId: string, context: Context): Promise<void>
}
