import type {AttachmentStore} from '../attachment-store.ts'
import {ChatKitError} from '../errors.ts'
import type {ChatKitServer} from '../server.ts'

/** The server's attachment store, or a clear refusal. */
export function requireAttachmentStore<Context>({attachmentStore}: ChatKitServer<Context>): AttachmentStore<Context> {
  if (attachmentStore !== undefined) return attachmentStore
  throw new ChatKitError('ConfigurationError', 'This assistant does not accept attachments.', {
    cause: new Error('No attachment store is configured. Pass `attachmentStore` to your ChatKitServer.'),
  })
}
