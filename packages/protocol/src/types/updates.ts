import type {Annotation} from './annotations.ts'
import type {AssistantMessageContent} from './content.ts'
import type {GeneratedImage} from './items.ts'
import type {Task} from './tasks.ts'
import type {WidgetComponent, WidgetRoot} from './widgets.ts'

/** A part of an assistant's message begins. Missing parts before it are empty. */
export interface AssistantMessageContentPartAdded {
  type: 'assistant_message.content_part.added'
  content_index: number
  content: AssistantMessageContent
}

/** Text to append to a part. */
export interface AssistantMessageContentPartTextDelta {
  type: 'assistant_message.content_part.text_delta'
  content_index: number
  delta: string
}

/** A citation to insert at `annotation_index`, or to append when that lies beyond the end. */
export interface AssistantMessageContentPartAnnotationAdded {
  type: 'assistant_message.content_part.annotation_added'
  content_index: number
  annotation_index: number
  annotation: Annotation
}

/** A part is complete. Keep the annotations that were streamed if `content` brings none: the reference's agents bridge sends `[]`. */
export interface AssistantMessageContentPartDone {
  type: 'assistant_message.content_part.done'
  content_index: number
  content: AssistantMessageContent
}

/** Text to append to the value of the Text or Markdown component with this id. */
export interface WidgetStreamingTextValueDelta {
  type: 'widget.streaming_text.value_delta'
  component_id: string
  delta: string
  done: boolean
}

/** The whole widget is replaced. */
export interface WidgetRootUpdated {
  type: 'widget.root.updated'
  widget: WidgetRoot
}

/** One component of the widget is replaced. */
export interface WidgetComponentUpdated {
  type: 'widget.component.updated'
  component_id: string
  component: WidgetComponent
}

/** A step is added to a workflow. */
export interface WorkflowTaskAdded {
  type: 'workflow.task.added'
  task_index: number
  task: Task
}

/** A step of a workflow is replaced. */
export interface WorkflowTaskUpdated {
  type: 'workflow.task.updated'
  task_index: number
  task: Task
}

/** A new state of an image that is being made. */
export interface GeneratedImageUpdated {
  type: 'generated_image.updated'
  image: GeneratedImage
  /** From 0 to 1. */
  progress?: number
}

/** A change to an item that was added before. */
export type ThreadItemUpdate =
  | AssistantMessageContentPartAdded
  | AssistantMessageContentPartTextDelta
  | AssistantMessageContentPartAnnotationAdded
  | AssistantMessageContentPartDone
  | WidgetStreamingTextValueDelta
  | WidgetRootUpdated
  | WidgetComponentUpdated
  | WorkflowTaskAdded
  | WorkflowTaskUpdated
  | GeneratedImageUpdated
