import type {ThoughtTask} from 'chatkit-protocol'
import type {AgentContext} from './agent-context.ts'

/**
 * Shows a model's reasoning as a workflow of thoughts. Only the first thought streams; later ones appear whole.
 * Source: openai-chatkit 1.6.5, agents.py.
 */
export class ReasoningWorkflow<Context> {
  readonly #context: AgentContext<Context>
  #streamed: {key: string; task: ThoughtTask} | null = null

  constructor(context: AgentContext<Context>) {
    this.#context = context
  }

  /** Thoughts join a workflow that is open already, also one of a tool or of the turn before. */
  begin(): void {
    if (this.#context.workflowItem === null)
      this.#context.startWorkflow({type: 'reasoning', tasks: [], expanded: false})
  }

  /** More text of a thought; `key` tells it from the others. */
  delta(key: string, delta: string): void {
    const workflow = this.#context.workflowItem?.workflow
    if (workflow === undefined) return
    const streamed = this.#streaming(key)
    if (streamed !== null) {
      streamed.content += delta
      this.#context.updateWorkflowTask(streamed, 0)
    } else if (workflow.type === 'reasoning' && workflow.tasks.length === 0) {
      const task = toThought(delta)
      this.#streamed = {key, task}
      this.#context.addWorkflowTask(task)
    }
  }

  /** A thought is complete. */
  done(key: string, text: string): void {
    if (this.#context.workflowItem === null) return
    const streamed = this.#streaming(key)
    if (streamed === null) {
      this.#context.addWorkflowTask(toThought(text))
      return
    }
    streamed.content = text
    this.#streamed = null
    this.#context.updateWorkflowTask(streamed, 0)
  }

  /** The thought that streams, if it is this one and its workflow is still open. */
  #streaming(key: string): ThoughtTask | null {
    const task = this.#streamed?.key === key ? this.#streamed.task : null
    return task !== null && this.#context.workflowItem?.workflow.tasks[0] === task ? task : null
  }
}

function toThought(content: string): ThoughtTask {
  return {type: 'thought', content, status_indicator: 'none'}
}
