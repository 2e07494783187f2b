import {isHiddenItem} from 'chatkit-protocol'
import type {
  CustomSummary,
  DurationSummary,
  Task,
  ThreadItem,
  ThreadMetadata,
  ThreadStreamEvent,
  WidgetRoot,
  Workflow,
  WorkflowItem,
} from 'chatkit-protocol'
import {cloneJson} from '../json.ts'
import type {ItemIdKind, Store} from '../store.ts'
import {streamWidget} from '../widgets/stream-widget.ts'
import {EventQueue} from './event-queue.ts'

/** A call that the page has to answer; see `AgentContext.clientToolCall`. */
export interface ClientToolCall {
  /** The name that the page's `onClientTool` gets; best the name of the agent's tool. */
  name: string
  arguments: Record<string, unknown>
  /**
   * The model's id of the call: `details.toolCall.callId` in a tool's `execute`. Default: that of the call of this name, of several the
   * one with these arguments.
   */
  callId?: string
}

export interface AgentContextOptions<Context> {
  thread: ThreadMetadata
  store: Store<Context>
  /** The context of the ChatKit request, handed on to the store. */
  requestContext: Context
  /** See `AgentContext.previousResponseId`. Default: none. */
  previousResponseId?: string | null
}

/**
 * What an agent's tools get as run context, to show things while the run goes on. Give it to `run(agent, input, {context})`
 * and to `streamAgentResponse`. Source: openai-chatkit 1.6.5, agents.py `AgentContext`.
 */
export class AgentContext<Context> {
  readonly thread: ThreadMetadata
  readonly store: Store<Context>
  readonly requestContext: Context
  /** For the app's own use, to continue a conversation that OpenAI keeps: nothing here reads it. */
  previousResponseId: string | null
  /** Set by a tool at which the agent stops: the page is asked to run it once the run has ended. */
  clientToolCall: ClientToolCall | null = null
  /** The workflow that is being shown, if any. */
  workflowItem: WorkflowItem | null = null
  /** Events waiting to be sent, in the order in which they happened. Read by `streamAgentResponse` only. */
  readonly queue = new EventQueue<ThreadStreamEvent>()
  /** Ids of items whose beginning was sent: their end closes no workflow that began after them. */
  readonly #announced = new Set<string>()

  constructor(options: AgentContextOptions<Context>) {
    this.thread = options.thread
    this.store = options.store
    this.requestContext = options.requestContext
    this.previousResponseId = options.previousResponseId ?? null
  }

  /** A new id from the store. */
  generateId(kind: ItemIdKind | 'thread'): string {
    return kind === 'thread'
      ? this.store.generateThreadId(this.requestContext)
      : this.store.generateItemId(kind, this.thread, this.requestContext)
  }

  /**
   * Sends an event to the reader as soon as the output gets to it. An item that appears ends the open workflow, which would else stay
   * "working" above it; items that are never seen, and client tool calls, do not. A workflow that appears becomes the open one.
   */
  stream(event: ThreadStreamEvent): void {
    if (event.type !== 'thread.item.added' && event.type !== 'thread.item.done') {
      this.queue.push(event)
      return
    }
    const {item} = event
    const isOpen = this.workflowItem?.id === item.id
    if (!isOpen && !this.#announced.has(item.id) && isSeen(item)) this.endWorkflow()
    this.#announced.add(item.id)
    if (item.type === 'workflow') {
      if (event.type === 'thread.item.added') this.workflowItem = item
      else if (isOpen) this.workflowItem = null
      // A picture of it as it is now: it goes on changing while this waits to be sent.
      this.queue.push({...event, item: cloneJson(item)})
    } else this.queue.push(event)
  }

  /**
   * Shows a widget, or the states of one as they come; resolves once the last has been sent. See `streamWidget` of
   * `chatkit-server/widgets`.
   */
  async streamWidget(
    widget: WidgetRoot | AsyncIterable<WidgetRoot> | Iterable<WidgetRoot>,
    options: {copyText?: string} = {},
  ): Promise<void> {
    const generateId = (kind: 'message'): string => this.generateId(kind)
    for await (const event of streamWidget(this.thread, widget, {...options, generateId})) this.stream(event)
  }

  /**
   * Begins a workflow, ending the one before. A custom one without tasks is announced with its first task, so that no empty box is shown.
   */
  startWorkflow(workflow: Workflow): WorkflowItem {
    this.endWorkflow()
    const item: WorkflowItem = {
      type: 'workflow',
      id: this.generateId('workflow'),
      thread_id: this.thread.id,
      created_at: new Date().toISOString(),
      workflow,
    }
    this.workflowItem = item
    if (hasContent(workflow)) this.stream({type: 'thread.item.added', item})
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
    const wasShown = hasContent(workflow)
    workflow.tasks.push(task)
    const index = workflow.tasks.length - 1
    if (wasShown) this.#updateTask('workflow.task.added', item, task, index)
    else this.stream({type: 'thread.item.added', item})
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
    this.#updateTask('workflow.task.updated', item, task, index)
  }

  /**
   * Ends the workflow, if there is one. Without a summary it says how long it took, in whole seconds. A custom one that never got a task
   * nor a summary was never shown, and leaves nothing behind.
   */
  endWorkflow(options: {summary?: CustomSummary | DurationSummary; expanded?: boolean} = {}): void {
    const item = this.workflowItem
    if (item === null) return
    const {workflow} = item
    workflow.summary = options.summary ?? workflow.summary
    if (!hasContent(workflow) && workflow.summary === undefined) {
      this.workflowItem = null
      return
    }
    workflow.summary ??= {duration: Math.floor((Date.now() - Date.parse(item.created_at)) / 1000)}
    workflow.expanded = options.expanded ?? false
    this.stream({type: 'thread.item.done', item})
  }

  #updateTask(
    type: 'workflow.task.added' | 'workflow.task.updated',
    {id}: WorkflowItem,
    task: Task,
    index: number,
  ): void {
    const update = {type, task_index: index, task: cloneJson(task)}
    this.stream({type: 'thread.item.updated', item_id: id, update})
  }
}

/** Whether there is something to show of a workflow. One of a model's reasoning is shown from its beginning. */
export function hasContent(workflow: Workflow): boolean {
  return workflow.type === 'reasoning' || workflow.tasks.length > 0
}

function isSeen(item: ThreadItem): boolean {
  return !isHiddenItem(item) && item.type !== 'client_tool_call'
}
