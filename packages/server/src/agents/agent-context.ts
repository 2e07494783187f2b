import type {
  CustomSummary,
  DurationSummary,
  Task,
  ThreadMetadata,
  ThreadStreamEvent,
  Workflow,
  WorkflowItem,
} from 'chatkit-protocol'
import type {ItemIdKind, Store} from '../store.ts'
import {EventQueue} from './event-queue.ts'

/** A call that the page has to answer; see `AgentContext.clientToolCall`. */
export interface ClientToolCall {
  name: string
  arguments: Record<string, unknown>
}

export interface AgentContextOptions<Context> {
  thread: ThreadMetadata
  store: Store<Context>
  /** The context of the ChatKit request, handed on to the store. */
  requestContext: Context
}

/**
 * What an agent's tools get as run context, to show things while the run goes on. Give it to `run(agent, input, {context})`
 * and to `streamAgentResponse`. Source: openai-chatkit 1.6.5, agents.py `AgentContext`.
 */
export class AgentContext<Context> {
  readonly thread: ThreadMetadata
  readonly store: Store<Context>
  readonly requestContext: Context
  /** For the app's own use; nothing here reads it. */
  previousResponseId: string | null = null
  /** Set by a tool at which the agent stops: the page is asked to run it once the run has ended. */
  clientToolCall: ClientToolCall | null = null
  /** The workflow that is being shown, if any. */
  workflowItem: WorkflowItem | null = null
  /** Events waiting to be merged into the output. Read by `streamAgentResponse` only. */
  readonly queue = new EventQueue<ThreadStreamEvent>()

  constructor(options: AgentContextOptions<Context>) {
    this.thread = options.thread
    this.store = options.store
    this.requestContext = options.requestContext
  }

  /** A new item's id from the store. */
  generateId(kind: ItemIdKind): string {
    return this.store.generateItemId(kind, this.thread, this.requestContext)
  }

  /** Sends an event to the reader as soon as the output gets to it. */
  stream(event: ThreadStreamEvent): void {
    this.queue.push(event)
  }

  /** Begins a workflow. A custom one without tasks is announced with its first task, so that no empty box is shown. */
  startWorkflow(workflow: Workflow): WorkflowItem {
    const item: WorkflowItem = {
      type: 'workflow',
      id: this.generateId('workflow'),
      thread_id: this.thread.id,
      created_at: new Date().toISOString(),
      workflow,
    }
    this.workflowItem = item
    if (workflow.type === 'reasoning' || workflow.tasks.length > 0) this.stream({type: 'thread.item.added', item})
    return item
  }

  /** Appends a task, beginning a custom workflow when there is none. Returns the task's index. */
  addWorkflowTask(task: Task): number {
    const item = this.workflowItem
    if (item === null) {
      this.startWorkflow({type: 'custom', tasks: [task], expanded: false})
      return 0
    }
    const {workflow} = item
    workflow.tasks.push(task)
    const index = workflow.tasks.length - 1
    if (workflow.type !== 'reasoning' && index === 0) this.stream({type: 'thread.item.added', item})
    else
      this.stream({
        type: 'thread.item.updated',
        item_id: item.id,
        update: {type: 'workflow.task.added', task_index: index, task},
      })
    return index
  }

  /** Replaces a task. @throws RangeError when there is no such task */
  updateWorkflowTask(task: Task, index: number): void {
    const item = this.workflowItem
    if (item === null)
      throw new RangeError('There is no workflow to update. Call startWorkflow or addWorkflowTask first.')
    if (index < 0 || index >= item.workflow.tasks.length) {
      throw new RangeError(`The workflow has ${item.workflow.tasks.length} tasks; there is none at ${index}.`)
    }
    item.workflow.tasks[index] = task
    this.stream({
      type: 'thread.item.updated',
      item_id: item.id,
      update: {type: 'workflow.task.updated', task_index: index, task},
    })
  }

  /** Ends the workflow, if there is one. Without a summary it says how long it took, in whole seconds. */
  endWorkflow(options: {summary?: CustomSummary | DurationSummary; expanded?: boolean} = {}): void {
    const item = this.takeWorkflow(options)
    if (item !== null) this.stream({type: 'thread.item.done', item})
  }

  /** Closes the workflow and hands it over instead of streaming it. Used where order with the run's events matters. */
  takeWorkflow(options: {summary?: CustomSummary | DurationSummary; expanded?: boolean} = {}): WorkflowItem | null {
    const item = this.workflowItem
    if (item === null) return null
    this.workflowItem = null
    const seconds = Math.floor((Date.now() - Date.parse(item.created_at)) / 1000)
    item.workflow.summary = options.summary ?? item.workflow.summary ?? {duration: seconds}
    item.workflow.expanded = options.expanded ?? false
    return item
  }
}
