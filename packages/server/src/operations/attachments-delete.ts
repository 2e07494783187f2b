import type {AttachmentDeleteParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {NotFoundError} from '../errors.ts'
import {requireAttachmentStore} from './require-attachment-store.ts'

/** Deletes an attachment: bytes first, then the record. One that is not there is deleted already. */
export async function attachmentsDelete<Context>(
  {server, context}: Call<Context>,
  {attachment_id: attachmentId}: AttachmentDeleteParams,
): Promise<Record<string, never>> {
  const bytes = requireAttachmentStore(server)
  try {
    // The bytes' store knows no owners: without this, anybody could delete anybody's file.
    await server.store.loadAttachment(attachmentId, context)
  } catch (error) {
    if (error instanceof NotFoundError) return {}
    throw error
  }
  await bytes.deleteAttachment(attachmentId, context)
  await server.store.deleteAttachment(attachmentId, context)
  return {}
}
