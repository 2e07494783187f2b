import {z} from 'zod'
import {attachment} from './attachments.ts'
import {threadItem} from './items.ts'
import {itemPage, thread, threadPage} from './thread.ts'

const syncCustomActionResponse = z.object({updated_item: threadItem.optional()})
const transcriptionResult = z.object({text: z.string()})
const empty = z.record(z.string(), z.never())

/** One schema for the JSON body that answers each non-streaming request. */
export const responses = {
  'threads.sync_custom_action': syncCustomActionResponse,
  'threads.get_by_id': thread,
  'threads.list': threadPage,
  'threads.update': thread,
  'threads.delete': empty,
  'items.list': itemPage,
  'items.feedback': empty,
  'attachments.create': attachment,
  'attachments.delete': empty,
  'input.transcribe': transcriptionResult,
}
