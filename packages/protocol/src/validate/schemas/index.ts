import {annotation, source} from './annotations.ts'
import {attachment, uploadDescriptor} from './attachments.ts'
import {assistantMessageContent, userMessageContent} from './content.ts'
import {threadItemUpdate, threadStreamEvent} from './events.ts'
import {generatedImage, threadItem} from './items.ts'
import {iconName} from './primitives.ts'
import {action, inferenceOptions, request, requests, userMessageInput} from './requests.ts'
import {responses} from './responses.ts'
import {structuredInput, structuredInputAnswer, structuredInputSubmission} from './structured-input.ts'
import {task, workflow} from './tasks.ts'
import {itemPage, thread, threadMetadata, threadPage, threadStatus} from './thread.ts'
import {actionConfig} from './widget-values.ts'
import {widgetComponents} from './widget-components.ts'
import {widgetComponent, widgetRoot} from './widgets.ts'

/**
 * Every zod schema, to build on or to make a JSON schema of: `z.toJSONSchema(schemas.request, {io: 'input'})` describes what a client may send.
 * To check a value use `parseRequest` and `safeParseEvent` and the like: they clean it first, and say in words what is wrong.
 */
export const schemas = {
  request,
  requests,
  responses,
  threadStreamEvent,
  threadItemUpdate,
  thread,
  threadMetadata,
  threadStatus,
  threadPage,
  threadItem,
  itemPage,
  userMessageInput,
  inferenceOptions,
  userMessageContent,
  assistantMessageContent,
  annotation,
  source,
  task,
  workflow,
  attachment,
  uploadDescriptor,
  generatedImage,
  structuredInput,
  structuredInputAnswer,
  structuredInputSubmission,
  action,
  actionConfig,
  iconName,
  widgetRoot,
  widgetComponent,
  widgetComponents,
}
