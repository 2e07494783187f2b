import type {Attachment, ThreadMetadata, UserMessageInput, UserMessageItem} from 'chatkit-protocol'
import {withoutDescriptor} from '../attachments/without-descriptor.ts'
import type {Call} from '../call.ts'
import {ChatKitError, NotFoundError} from '../errors.ts'
import {countCharacters} from '../limits.ts'
import type {Limits} from '../limits.ts'
import type {Store} from '../store.ts'

/** A message that has passed every check and can be stored. */
export interface CheckedMessage {
  input: UserMessageInput
  attachments: Attachment[]
}

/** Refuses what cannot be answered, and loads the attachments it names. Changes nothing. */
export async function checkUserMessage<Context>(
  call: Call<Context>,
  store: Store<Context>,
  input: UserMessageInput,
): Promise<CheckedMessage> {
  checkText(input, call.server.limits)
  return {input, attachments: await loadAttachments(call, store, input.attachments)}
}

/** Stores a checked message with its attachments. */
export async function storeUserMessage<Context>(
  {server, context}: Call<Context>,
  store: Store<Context>,
  thread: ThreadMetadata,
  {input, attachments}: CheckedMessage,
): Promise<UserMessageItem> {
  const claimed = attachments.map((attachment) => ({...attachment, thread_id: thread.id}))
  const item: UserMessageItem = {
    type: 'user_message',
    id: server.store.generateItemId('message', thread, context),
    thread_id: thread.id,
    created_at: new Date().toISOString(),
    content: input.content,
    attachments: claimed.map(withoutDescriptor),
    ...(typeof input.quoted_text === 'string' ? {quoted_text: input.quoted_text} : {}),
    inference_options: input.inference_options,
  }
  for (const attachment of claimed) await store.saveAttachment(attachment, context)
  await store.addThreadItem(thread.id, item, context)
  return item
}

function checkText(input: UserMessageInput, limits: Limits): void {
  const text = input.content.map((part) => part.text).join('')
  if (!hasVisibleText(text) && input.attachments.length === 0) {
    throw new ChatKitError('InvalidRequest', 'Please type a message.')
  }
  checkLength(text, limits.maxMessageLength, 'your message')
  checkLength(input.quoted_text ?? '', limits.maxMessageLength, 'the quoted text')
}

// Spaces of every kind, controls, and format characters such as the zero-width space: nothing that could be read.
function hasVisibleText(text: string): boolean {
  return /[^\s\p{Cc}\p{Cf}]/u.test(text)
}

function checkLength(text: string, limit: number, what: string): void {
  if (countCharacters(text) <= limit) return
  throw new ChatKitError('InvalidRequest', `Please shorten ${what} to ${limit.toLocaleString('en-US')} characters.`)
}

async function loadAttachments<Context>(
  {server, context}: Call<Context>,
  store: Store<Context>,
  ids: string[],
): Promise<Attachment[]> {
  const limit = server.limits.maxAttachments
  if (ids.length > limit) throw new ChatKitError('InvalidRequest', `Please attach at most ${limit} files.`)
  const load = async (id: string): Promise<Attachment> => {
    try {
      const attachment = await store.loadAttachment(id, context)
      await server.attachmentStore?.assertUploaded?.(attachment, context)
      return attachment
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error
      throw new ChatKitError(
        'InvalidRequest',
        'An attached file is no longer available. Remove it and attach it again.',
        {
          cause: error,
        },
      )
    }
  }
  return Promise.all([...new Set(ids)].map(load))
}
