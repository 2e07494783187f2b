import type {Annotation, FileSource, Source, URLSource} from '../types/annotations.ts'
import type {Attachment, AttachmentUploadDescriptor} from '../types/attachments.ts'
import type {AssistantMessageContent, UserMessageContent} from '../types/content.ts'
import type {GeneratedImage} from '../types/items.ts'
import type {InferenceOptions, ToolChoice} from '../types/requests.ts'
import type {
  StructuredInput,
  StructuredInputAnswer,
  StructuredInputMultipleChoiceOption,
} from '../types/structured-input.ts'
import type {CustomSummary, DurationSummary, Task, Workflow} from '../types/tasks.ts'
import type {Fields} from './model.ts'
import {byType, list, model, nested, plain, PRIVATE, withDefault} from './model.ts'
import {toNormalUrl} from './url.ts'

const sourceFields = {title: plain, description: plain, timestamp: plain, group: plain}

const urlSourceFields: Fields<URLSource> = {type: plain, ...sourceFields, url: plain, attribution: plain}
const fileSourceFields: Fields<FileSource> = {type: plain, ...sourceFields, filename: plain}

const source = byType<Source>({
  url: urlSourceFields,
  file: fileSourceFields,
  entity: {
    type: plain,
    ...sourceFields,
    id: plain,
    icon: plain,
    label: plain,
    inline_label: plain,
    interactive: withDefault<boolean>(() => false),
    data: withDefault<Record<string, unknown>>(() => ({})),
    preview: plain,
  },
})

export const annotation = model<Annotation>({
  type: withDefault(() => 'annotation'),
  source: nested(source),
  index: plain,
})

export const assistantContent = model<AssistantMessageContent>({
  type: withDefault(() => 'output_text'),
  text: plain,
  annotations: list(annotation),
})

export const userContent = byType<UserMessageContent>({
  input_text: {type: plain, text: plain},
  input_tag: {
    type: plain,
    id: plain,
    text: plain,
    data: withDefault<Record<string, unknown>>(() => ({})),
    group: plain,
    interactive: withDefault<boolean>(() => false),
  },
})

export const inferenceOptions = model<InferenceOptions>({
  tool_choice: nested<InferenceOptions['tool_choice']>(model<ToolChoice>({id: plain})),
  model: plain,
})

const uploadDescriptor = model<AttachmentUploadDescriptor>({
  url: nested(toNormalUrl),
  method: plain,
  headers: withDefault<Record<string, string>>(() => ({})),
})

const attachmentFields = {
  id: plain,
  name: plain,
  mime_type: plain,
  upload_descriptor: nested<AttachmentUploadDescriptor | undefined>(uploadDescriptor),
  thread_id: plain,
  metadata: PRIVATE,
} as const

export const attachment = byType<Attachment>({
  file: {type: plain, ...attachmentFields},
  image: {type: plain, ...attachmentFields, preview_url: nested(toNormalUrl)},
})

const statusIndicator = {status_indicator: withDefault<Task['status_indicator']>(() => 'none')}

export const task = byType<Task>({
  custom: {type: plain, ...statusIndicator, title: plain, icon: plain, content: plain},
  web_search: {
    type: plain,
    ...statusIndicator,
    title: plain,
    title_query: plain,
    queries: withDefault<string[]>(() => []),
    sources: list(model(urlSourceFields)),
  },
  thought: {type: plain, ...statusIndicator, title: plain, content: plain},
  file: {type: plain, ...statusIndicator, title: plain, sources: list(model(fileSourceFields))},
  image: {type: plain, ...statusIndicator, title: plain},
})

const customSummary = model<CustomSummary>({title: plain, icon: plain})
const durationSummary = model<DurationSummary>({duration: plain})

export const workflow = model<Workflow>({
  type: plain,
  tasks: list(task),
  summary: nested<Workflow['summary']>((summary) =>
    'duration' in summary ? durationSummary(summary) : customSummary(summary),
  ),
  expanded: withDefault<boolean>(() => false),
})

export const generatedImage = model<GeneratedImage>({id: plain, url: plain})

const answer = nested<StructuredInputAnswer | undefined>(
  model<StructuredInputAnswer>({
    values: withDefault<string[]>(() => []),
    skipped: withDefault<boolean>(() => false),
  }),
)

export const structuredInput = byType<StructuredInput>({
  multiple_choice: {
    type: plain,
    id: plain,
    question: plain,
    answer,
    options: list(model<StructuredInputMultipleChoiceOption>({value: plain})),
    multiple: withDefault<boolean>(() => false),
  },
  freeform: {type: plain, id: plain, question: plain, answer, description: plain},
})
