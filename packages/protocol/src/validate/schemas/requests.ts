import {z} from 'zod'
import {userMessageContent} from './content.ts'
import {count, freeForm} from './primitives.ts'
import {structuredInputSubmission} from './structured-input.ts'

export const inferenceOptions = z.object({
  tool_choice: z.object({id: z.string()}).nullish(),
  model: z.string().nullish(),
})

export const userMessageInput = z.object({
  content: z.array(userMessageContent),
  attachments: z.array(z.string()),
  quoted_text: z.string().nullish(),
  inference_options: inferenceOptions,
})

export const action = z.object({type: z.string(), payload: z.unknown().optional()})

const inThread = {thread_id: z.string()}
const atItem = {...inThread, item_id: z.string()}
const customAction = z.object({...inThread, item_id: z.string().nullish(), action})
const page = {
  // Bounds are the server's to set: it clamps instead of refusing.
  limit: z.int().nullish(),
  order: z.enum(['asc', 'desc']).optional(),
  after: z.string().nullish(),
}

function envelope<Type extends string, Params extends z.ZodType>(type: Type, params: Params) {
  return z.object({type: z.literal(type), params, metadata: freeForm.optional()})
}

/** One schema for each type of request. */
export const requests = {
  'threads.create': envelope('threads.create', z.object({input: userMessageInput})),
  'threads.add_user_message': envelope('threads.add_user_message', z.object({...inThread, input: userMessageInput})),
  'threads.add_client_tool_output': envelope(
    'threads.add_client_tool_output',
    z.object({...inThread, result: z.unknown()}),
  ),
  'threads.add_structured_input': envelope(
    'threads.add_structured_input',
    z.object({...atItem, input: structuredInputSubmission}),
  ),
  'threads.retry_after_item': envelope('threads.retry_after_item', z.object(atItem)),
  'threads.custom_action': envelope('threads.custom_action', customAction),
  'threads.sync_custom_action': envelope('threads.sync_custom_action', customAction),
  'threads.get_by_id': envelope('threads.get_by_id', z.object(inThread)),
  'threads.list': envelope('threads.list', z.object(page)),
  'threads.update': envelope('threads.update', z.object({...inThread, title: z.string()})),
  'threads.delete': envelope('threads.delete', z.object(inThread)),
  'items.list': envelope('items.list', z.object({...inThread, ...page})),
  'items.feedback': envelope(
    'items.feedback',
    z.object({...inThread, item_ids: z.array(z.string()), kind: z.enum(['positive', 'negative'])}),
  ),
  'attachments.create': envelope(
    'attachments.create',
    z.object({name: z.string(), size: count, mime_type: z.string()}),
  ),
  'attachments.delete': envelope('attachments.delete', z.object({attachment_id: z.string()})),
  'input.transcribe': envelope('input.transcribe', z.object({audio_base64: z.string(), mime_type: z.string()})),
}

/** Any request. */
export const request = z.discriminatedUnion('type', [
  requests['threads.create'],
  requests['threads.add_user_message'],
  requests['threads.add_client_tool_output'],
  requests['threads.add_structured_input'],
  requests['threads.retry_after_item'],
  requests['threads.custom_action'],
  requests['threads.sync_custom_action'],
  requests['threads.get_by_id'],
  requests['threads.list'],
  requests['threads.update'],
  requests['threads.delete'],
  requests['items.list'],
  requests['items.feedback'],
  requests['attachments.create'],
  requests['attachments.delete'],
  requests['input.transcribe'],
])
