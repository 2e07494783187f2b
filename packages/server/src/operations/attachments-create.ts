import type {Attachment, AttachmentCreateParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {requireAttachmentStore} from './require-attachment-store.ts'

/** Registers an attachment and says where its bytes go. */
export async function attachmentsCreate<Context>(
  {server, context}: Call<Context>,
  params: AttachmentCreateParams,
): Promise<Attachment> {
  const attachment = await requireAttachmentStore(server).createAttachment(params, context)
  await server.store.saveAttachment(attachment, context)
  return attachment
}
