import type {ThreadStreamEvent} from 'chatkit-protocol'
import type {AgentContext} from './agent-context.ts'

/**
 * Takes up the workflow that the last turn left open: the newest item, or the one before a client tool call. Nothing is
 * announced, the reader has it already. Source: openai-chatkit 1.6.5, agents.py `stream_agent_response`.
 */
export async function continueWorkflow<Context>(context: AgentContext<Context>): Promise<void> {
  const page = await context.store.loadThreadItems(
    context.thread.id,
    {limit: 2, after: null, order: 'desc'},
    context.requestContext,
  )
  const [newest, before] = page.data
  if (newest?.type === 'workflow') context.workflowItem = newest
  else if (newest?.type === 'client_tool_call' && before?.type === 'workflow') context.workflowItem = before
}

/** Ends the open workflow when another item is shown, so that it does not stay "working" above a finished answer. */
export class WorkflowEnder<Context> {
  readonly #context: AgentContext<Context>

  constructor(context: AgentContext<Context>) {
    this.#context = context
  }

  /** The event itself, with the workflow's end before it where one is due. */
  *before(event: ThreadStreamEvent): Generator<ThreadStreamEvent> {
    if (event.type === 'thread.item.added' || event.type === 'thread.item.done') {
      const {item} = event
      const open = this.#context.workflowItem
      const quiet = item.type === 'client_tool_call' || item.type === 'hidden_context_item'
      if (open !== null && open.id !== item.id && !quiet) {
        const ended = this.#context.takeWorkflow()
        if (ended !== null) yield {type: 'thread.item.done', item: ended}
      }
      if (event.type === 'thread.item.added' && item.type === 'workflow') this.#context.workflowItem = item
    }
    yield event
  }
}
