import type {ThoughtTask, ThreadStreamEvent} from 'chatkit-protocol'
import type {AgentContext} from './agent-context.ts'
import {readNumber, readString} from './read.ts'

/**
 * Shows a model's reasoning summaries as a workflow of thoughts. Only the first thought streams; later ones appear whole.
 * Source: openai-chatkit 1.6.5, agents.py.
 */
export class ReasoningWorkflow<Context> {
  readonly #context: AgentContext<Context>
  #streamed: {key: string; task: ThoughtTask} | null = null

  constructor(context: AgentContext<Context>) {
    this.#context = context
  }

  *begin(): Generator<ThreadStreamEvent> {
    if (this.#context.workflowItem !== null) return
    this.#context.startWorkflow({type: 'reasoning', tasks: [], expanded: false})
    yield* this.#context.queue.drain()
  }

  *delta(event: Record<string, unknown>): Generator<ThreadStreamEvent> {
    const item = this.#context.workflowItem
    if (item === null) return
    const key = keyOf(event)
    const delta = readString(event, 'delta') ?? ''
    if (this.#streamed?.key === key && item.workflow.tasks[0] === this.#streamed.task) {
      this.#streamed.task.content += delta
      this.#context.updateWorkflowTask(this.#streamed.task, 0)
    } else if (item.workflow.type === 'reasoning' && item.workflow.tasks.length === 0) {
      const task: ThoughtTask = {type: 'thought', content: delta, status_indicator: 'none'}
      this.#streamed = {key, task}
      this.#context.addWorkflowTask(task)
    }
    yield* this.#context.queue.drain()
  }

  *done(event: Record<string, unknown>): Generator<ThreadStreamEvent> {
    const item = this.#context.workflowItem
    if (item === null) return
    const content = readString(event, 'text') ?? ''
    if (this.#streamed?.key === keyOf(event) && item.workflow.tasks[0] === this.#streamed.task) {
      this.#streamed.task.content = content
      this.#context.updateWorkflowTask(this.#streamed.task, 0)
      this.#streamed = null
    } else {
      this.#context.addWorkflowTask({type: 'thought', content, status_indicator: 'none'})
    }
    yield* this.#context.queue.drain()
  }
}

function keyOf(event: Record<string, unknown>): string {
  return `${readNumber(event, 'summary_index') ?? 0} ${readString(event, 'item_id') ?? ''}`
}
