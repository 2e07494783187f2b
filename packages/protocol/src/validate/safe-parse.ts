import type {z} from 'zod'
import type {Attachment} from '../types/attachments.ts'
import type {ThreadStreamEvent} from '../types/events.ts'
import type {ThreadItem} from '../types/items.ts'
import type {Page} from '../types/page.ts'
import type {ChatKitRequest} from '../types/requests.ts'
import type {Thread, ThreadMetadata} from '../types/thread.ts'
import type {ThreadItemUpdate} from '../types/updates.ts'
import type {WidgetRoot} from '../types/widgets.ts'
import {check} from './check.ts'
import type {SafeParseResult} from './check.ts'
import {threadItemUpdate, threadStreamEvent} from './schemas/events.ts'
import {threadItem} from './schemas/items.ts'
import {attachment} from './schemas/attachments.ts'
import {request} from './schemas/requests.ts'
import {itemPage, thread, threadMetadata, threadPage} from './schemas/thread.ts'
import {widgetRoot} from './schemas/widgets.ts'

/**
 * Checks any value against any of `schemas`. Never throws. Unknown keys are dropped, missing fields with a default are filled in, and
 * strings are cleaned as by `parseRequest`.
 *
 * @param subject What the value is called in messages, such as `The event`.
 */
export function safeParse<T>(schema: z.ZodType<T>, value: unknown, subject = 'The value'): SafeParseResult<T> {
  return check(schema, value, 'invalid_value', subject)
}

export const safeParseRequest = (value: unknown): SafeParseResult<ChatKitRequest> =>
  check(request, value, 'invalid_request', 'The request')

export const safeParseEvent = (value: unknown): SafeParseResult<ThreadStreamEvent> =>
  safeParse(threadStreamEvent, value, 'The event')

export const safeParseUpdate = (value: unknown): SafeParseResult<ThreadItemUpdate> =>
  safeParse(threadItemUpdate, value, 'The update')

export const safeParseItem = (value: unknown): SafeParseResult<ThreadItem> => safeParse(threadItem, value, 'The item')

export const safeParseThread = (value: unknown): SafeParseResult<Thread> => safeParse(thread, value, 'The thread')

export const safeParseThreadMetadata = (value: unknown): SafeParseResult<ThreadMetadata> =>
  safeParse(threadMetadata, value, 'The thread')

export const safeParseItemPage = (value: unknown): SafeParseResult<Page<ThreadItem>> =>
  safeParse(itemPage, value, 'The page')

export const safeParseThreadPage = (value: unknown): SafeParseResult<Page<Thread>> =>
  safeParse(threadPage, value, 'The page')

export const safeParseAttachment = (value: unknown): SafeParseResult<Attachment> =>
  safeParse(attachment, value, 'The attachment')

export const safeParseWidget = (value: unknown): SafeParseResult<WidgetRoot> =>
  safeParse(widgetRoot, value, 'The widget')
