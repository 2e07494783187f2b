import type {z} from 'zod'
import type * as wire from '../index.ts'
import {schemas} from './index.ts'

/** `true` only if both types are the same, optional keys included: neither may merely fit into the other. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Comparing two unresolved conditional types is how identity is asked for.
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

type Output<Name extends keyof typeof schemas> = (typeof schemas)[Name] extends z.ZodType
  ? z.output<(typeof schemas)[Name]>
  : never
type Each<Table> = {[Key in keyof Table]: Table[Key] extends z.ZodType ? z.output<Table[Key]> : never}

type RequestByType = {[Request in wire.ChatKitRequest as Request['type']]: Request}
type ComponentByType = {[Component in wire.KnownWidgetComponent as Component['type']]: Component}

/** A schema that gives anything but the hand-written type does not compile here. */
const proof: {
  request: Same<Output<'request'>, wire.ChatKitRequest>
  requests: Same<Each<typeof schemas.requests>, RequestByType>
  responses: Same<Each<typeof schemas.responses>, wire.ResponseByType>
  threadStreamEvent: Same<Output<'threadStreamEvent'>, wire.ThreadStreamEvent>
  threadItemUpdate: Same<Output<'threadItemUpdate'>, wire.ThreadItemUpdate>
  thread: Same<Output<'thread'>, wire.Thread>
  threadMetadata: Same<Output<'threadMetadata'>, wire.ThreadMetadata>
  threadStatus: Same<Output<'threadStatus'>, wire.ThreadStatus>
  threadPage: Same<Output<'threadPage'>, wire.Page<wire.Thread>>
  threadItem: Same<Output<'threadItem'>, wire.ThreadItem>
  itemPage: Same<Output<'itemPage'>, wire.Page<wire.ThreadItem>>
  userMessageInput: Same<Output<'userMessageInput'>, wire.UserMessageInput>
  inferenceOptions: Same<Output<'inferenceOptions'>, wire.InferenceOptions>
  userMessageContent: Same<Output<'userMessageContent'>, wire.UserMessageContent>
  assistantMessageContent: Same<Output<'assistantMessageContent'>, wire.AssistantMessageContent>
  annotation: Same<Output<'annotation'>, wire.Annotation>
  source: Same<Output<'source'>, wire.Source>
  task: Same<Output<'task'>, wire.Task>
  workflow: Same<Output<'workflow'>, wire.Workflow>
  attachment: Same<Output<'attachment'>, wire.Attachment>
  uploadDescriptor: Same<Output<'uploadDescriptor'>, wire.AttachmentUploadDescriptor>
  generatedImage: Same<Output<'generatedImage'>, wire.GeneratedImage>
  structuredInput: Same<Output<'structuredInput'>, wire.StructuredInput>
  structuredInputAnswer: Same<Output<'structuredInputAnswer'>, wire.StructuredInputAnswer>
  structuredInputSubmission: Same<Output<'structuredInputSubmission'>, wire.StructuredInputSubmission>
  action: Same<Output<'action'>, wire.Action>
  actionConfig: Same<Output<'actionConfig'>, wire.ActionConfig>
  iconName: Same<Output<'iconName'>, wire.IconName>
  widgetRoot: Same<Output<'widgetRoot'>, wire.WidgetRoot>
  widgetComponent: Same<Output<'widgetComponent'>, wire.WidgetComponent>
  widgetComponents: Same<Each<typeof schemas.widgetComponents>, ComponentByType>
} = {
  request: true,
  requests: true,
  responses: true,
  threadStreamEvent: true,
  threadItemUpdate: true,
  thread: true,
  threadMetadata: true,
  threadStatus: true,
  threadPage: true,
  threadItem: true,
  itemPage: true,
  userMessageInput: true,
  inferenceOptions: true,
  userMessageContent: true,
  assistantMessageContent: true,
  annotation: true,
  source: true,
  task: true,
  workflow: true,
  attachment: true,
  uploadDescriptor: true,
  generatedImage: true,
  structuredInput: true,
  structuredInputAnswer: true,
  structuredInputSubmission: true,
  action: true,
  actionConfig: true,
  iconName: true,
  widgetRoot: true,
  widgetComponent: true,
  widgetComponents: true,
}

test('no schema is without the proof that it gives the hand-written type', () => {
  expect(new Set(Object.keys(proof))).toEqual(new Set(Object.keys(schemas)))
})
