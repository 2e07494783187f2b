import type {FileSource, URLSource} from './annotations.ts'
import type {IconName} from './icons.ts'

/** What every task has. */
export interface BaseTask {
  /** Default `'none'`. */
  status_indicator: 'none' | 'loading' | 'complete'
}

/** A step of the app's own. */
export interface CustomTask extends BaseTask {
  type: 'custom'
  title?: string
  icon?: IconName
  /** Markdown. */
  content?: string
}

/** A web search (`SearchTask` in openai-chatkit). */
export interface SearchTask extends BaseTask {
  type: 'web_search'
  title?: string
  title_query?: string
  /** Default `[]`. */
  queries: string[]
  /** Default `[]`. */
  sources: URLSource[]
}

/** A piece of the model's reasoning. */
export interface ThoughtTask extends BaseTask {
  type: 'thought'
  title?: string
  /** Markdown. */
  content: string
}

/** Files that were looked at. */
export interface FileTask extends BaseTask {
  type: 'file'
  title?: string
  /** Default `[]`. */
  sources: FileSource[]
}

/** An image that is being made. */
export interface ImageTask extends BaseTask {
  type: 'image'
  title?: string
}

/** One step of a workflow. */
export type Task = CustomTask | SearchTask | ThoughtTask | FileTask | ImageTask

/** A finished workflow's line, in the app's words. */
export interface CustomSummary {
  title: string
  icon?: IconName
}

/** A finished workflow's line: "Thought for N seconds". */
export interface DurationSummary {
  /** Seconds, whole. */
  duration: number
}

/** Told apart by its keys: it has no `type`. */
export type WorkflowSummary = CustomSummary | DurationSummary

/** Steps that the reader sees as one collapsible block. */
export interface Workflow {
  type: 'custom' | 'reasoning'
  tasks: Task[]
  summary?: WorkflowSummary
  /** Default `false`. */
  expanded: boolean
}
