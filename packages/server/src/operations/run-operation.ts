import type {ChatKitRequest} from 'chatkit-protocol'
import type {WireValue} from 'chatkit-protocol/serialize'
import type {Call} from '../call.ts'
import type {ProcessResult} from '../process.ts'
import {attachmentsCreate} from './attachments-create.ts'
import {attachmentsDelete} from './attachments-delete.ts'
import {inputTranscribe} from './input-transcribe.ts'
import {itemsFeedback} from './items-feedback.ts'
import {itemsList} from './items-list.ts'
import {threadsAddClientToolOutput} from './threads-add-client-tool-output.ts'
import {threadsAddStructuredInput} from './threads-add-structured-input.ts'
import {threadsAddUserMessage} from './threads-add-user-message.ts'
import {threadsCreate} from './threads-create.ts'
import {threadsCustomAction} from './threads-custom-action.ts'
import {threadsDelete} from './threads-delete.ts'
import {threadsGetById} from './threads-get-by-id.ts'
import {threadsList} from './threads-list.ts'
import {threadsRetryAfterItem} from './threads-retry-after-item.ts'
import {threadsSyncCustomAction} from './threads-sync-custom-action.ts'
import {threadsUpdate} from './threads-update.ts'

/** The 16 operations of the protocol. Each checks everything that can be refused before it returns. */
export async function runOperation<Context>(call: Call<Context>, request: ChatKitRequest): Promise<ProcessResult> {
  switch (request.type) {
    case 'threads.create':
      return threadsCreate(call, request.params)
    case 'threads.add_user_message':
      return threadsAddUserMessage(call, request.params)
    case 'threads.add_client_tool_output':
      return threadsAddClientToolOutput(call, request.params)
    case 'threads.add_structured_input':
      return threadsAddStructuredInput(call, request.params)
    case 'threads.retry_after_item':
      return threadsRetryAfterItem(call, request.params)
    case 'threads.custom_action':
      return threadsCustomAction(call, request.params)
    case 'threads.sync_custom_action':
      return json(threadsSyncCustomAction(call, request.params))
    case 'threads.get_by_id':
      return threadsGetById(call, request.params)
    case 'threads.list':
      return json(threadsList(call, request.params))
    case 'threads.update':
      return json(threadsUpdate(call, request.params))
    case 'threads.delete':
      return json(threadsDelete(call, request.params))
    case 'items.list':
      return json(itemsList(call, request.params))
    case 'items.feedback':
      return json(itemsFeedback(call, request.params))
    case 'attachments.create':
      return json(attachmentsCreate(call, request.params))
    case 'attachments.delete':
      return json(attachmentsDelete(call, request.params))
    case 'input.transcribe':
      return json(inputTranscribe(call, request.params))
    default:
      return request satisfies never
  }
}

async function json(body: Promise<WireValue>): Promise<ProcessResult> {
  return {kind: 'json', body: await body}
}
