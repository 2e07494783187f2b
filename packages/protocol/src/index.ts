// What a client sends
export type {
  ToolChoice,
  InferenceOptions,
  UserMessageInput,
  Order,
  ThreadCreateParams,
  ThreadAddUserMessageParams,
  ThreadAddClientToolOutputParams,
  ThreadAddStructuredInputParams,
  ThreadRetryAfterItemParams,
  ThreadCustomActionParams,
  ThreadGetByIdParams,
  ThreadListParams,
  ThreadUpdateParams,
  ThreadDeleteParams,
  ItemsListParams,
  FeedbackKind,
  ItemFeedbackParams,
  AttachmentCreateParams,
  AttachmentDeleteParams,
  InputTranscribeParams,
  RequestEnvelope,
  ThreadsCreateReq,
  ThreadsAddUserMessageReq,
  ThreadsAddClientToolOutputReq,
  ThreadsAddStructuredInputReq,
  ThreadsRetryAfterItemReq,
  ThreadsCustomActionReq,
  ThreadsSyncCustomActionReq,
  ThreadsGetByIdReq,
  ThreadsListReq,
  ThreadsUpdateReq,
  ThreadsDeleteReq,
  ItemsListReq,
  ItemsFeedbackReq,
  AttachmentsCreateReq,
  AttachmentsDeleteReq,
  InputTranscribeReq,
  StreamingRequest,
  NonStreamingRequest,
  ChatKitRequest,
  ChatKitRequestType,
} from './types/requests.ts'

// What a server answers
export type {
  SyncCustomActionResponse,
  TranscriptionResult,
  EmptyResponse,
  ResponseByType,
  ChatKitResponse,
} from './types/responses.ts'

// What a server streams
export type {
  ThreadCreatedEvent,
  ThreadUpdatedEvent,
  ThreadItemAddedEvent,
  ThreadItemUpdatedEvent,
  ThreadItemDoneEvent,
  ThreadItemRemovedEvent,
  ThreadItemReplacedEvent,
  StreamOptions,
  StreamOptionsEvent,
  ProgressUpdateEvent,
  ClientEffectEvent,
  ErrorCode,
  ErrorEvent,
  NoticeEvent,
  ThreadStreamEvent,
} from './types/events.ts'
export type {
  AssistantMessageContentPartAdded,
  AssistantMessageContentPartTextDelta,
  AssistantMessageContentPartAnnotationAdded,
  AssistantMessageContentPartDone,
  WidgetStreamingTextValueDelta,
  WidgetRootUpdated,
  WidgetComponentUpdated,
  WorkflowTaskAdded,
  WorkflowTaskUpdated,
  GeneratedImageUpdated,
  ThreadItemUpdate,
} from './types/updates.ts'

// What a thread is made of
export type {ActiveStatus, LockedStatus, ClosedStatus, ThreadStatus, ThreadMetadata, Thread} from './types/thread.ts'
export type {
  ThreadItemBase,
  UserMessageItem,
  AssistantMessageItem,
  ClientToolCallItem,
  WidgetItem,
  GeneratedImage,
  GeneratedImageItem,
  StructuredInputItem,
  WorkflowItem,
  TaskItem,
  EndOfTurnItem,
  HiddenContextItem,
  SDKHiddenContextItem,
  HiddenItem,
  VisibleThreadItem,
  ThreadItem,
} from './types/items.ts'
export type {
  UserMessageTextContent,
  UserMessageTagContent,
  UserMessageContent,
  AssistantMessageContent,
} from './types/content.ts'
export type {SourceBase, URLSource, FileSource, EntitySource, Source, Annotation} from './types/annotations.ts'
export type {
  BaseTask,
  CustomTask,
  SearchTask,
  ThoughtTask,
  FileTask,
  ImageTask,
  Task,
  CustomSummary,
  DurationSummary,
  WorkflowSummary,
  Workflow,
} from './types/tasks.ts'
export type {
  AttachmentUploadDescriptor,
  AttachmentBase,
  FileAttachment,
  ImageAttachment,
  Attachment,
} from './types/attachments.ts'
export type {
  StructuredInputAnswer,
  StructuredInputBase,
  StructuredInputMultipleChoice,
  StructuredInputMultipleChoiceOption,
  StructuredInputFreeform,
  StructuredInput,
  StructuredInputSubmission,
} from './types/structured-input.ts'
export type {Action, ActionConfig} from './types/actions.ts'
export type {BuiltInIconName, IconName} from './types/icons.ts'
export type {Page} from './types/page.ts'

// Widgets
export type {
  WidgetRootType,
  DynamicWidgetComponent,
  DynamicWidgetRoot,
  KnownWidgetRoot,
  KnownWidgetComponent,
  WidgetComponent,
  WidgetRoot,
} from './types/widgets.ts'
export type {WidgetCard, WidgetListView, WidgetListViewItem, WidgetBasic} from './types/widget-roots.ts'
export type {
  WidgetNodeBase,
  WidgetBoxProps,
  WidgetBox,
  WidgetRow,
  WidgetCol,
  WidgetForm,
  WidgetTransition,
} from './types/widget-layout.ts'
export type {
  WidgetTextProps,
  WidgetEditable,
  WidgetText,
  WidgetTitle,
  WidgetCaption,
  WidgetMarkdown,
  WidgetBadge,
  WidgetDivider,
  WidgetSpacer,
  WidgetIcon,
  WidgetImage,
} from './types/widget-display.ts'
export type {
  WidgetButton,
  WidgetSelectOption,
  WidgetSelect,
  WidgetDatePicker,
  WidgetCheckbox,
  WidgetFieldProps,
  WidgetInput,
  WidgetTextarea,
  WidgetRadioOption,
  WidgetRadioGroup,
  WidgetLabel,
} from './types/widget-controls.ts'
export type {
  WidgetCurveType,
  WidgetBarSeries,
  WidgetAreaSeries,
  WidgetLineSeries,
  WidgetSeries,
  WidgetXAxis,
  WidgetChart,
} from './types/widget-chart.ts'
export type {WidgetTable, WidgetTableRow, WidgetTableCell} from './types/widget-table.ts'
export type {
  WidgetSize,
  WidgetColor,
  WidgetSpacing,
  WidgetBorderStyle,
  WidgetBorder,
  WidgetBorders,
  WidgetRadius,
  WidgetAlign,
  WidgetJustify,
  WidgetTextAlign,
  WidgetTextSize,
  WidgetTitleSize,
  WidgetCaptionSize,
  WidgetIconSize,
  WidgetWeight,
  WidgetControlVariant,
  WidgetControlSize,
  WidgetDirection,
  WidgetTheme,
  WidgetStatus,
  WidgetCardAction,
  WidgetDimensions,
} from './types/widget-values.ts'

// Guards: no dependencies, safe in a browser's first chunk
export {
  isHiddenItem,
  isRequestType,
  isStreamingRequest,
  isStreamingRequestType,
  isThreadStreamEvent,
  NON_STREAMING_REQUEST_TYPES,
  STREAMING_REQUEST_TYPES,
} from './guards.ts'
