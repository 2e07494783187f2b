import {isHiddenItem, type WorkflowItem} from 'chatkit-protocol'
import {cloneJson} from '../json.ts'
import {hasContent, type AgentContext} from './agent-context.ts'

/** How many of the newest items are looked at. Hidden ones among them do not count. */
const LOOK_BACK = 10

/**
 * Takes up the workflow that the last turn left open: the newest item, or the one before a client tool call. Nothing is
 * announced, the reader has it already. Source: openai-chatkit 1.6.5, agents.py `stream_agent_response`.
 *
 * @returns it as it was, or null
 */
export async function continueWorkflow<Context>(context: AgentContext<Context>): Promise<WorkflowItem | null> {
  if (context.workflowItem !== null) return null
  const query = {limit: LOOK_BACK, after: null, order: 'desc'} as const
  const {data} = await context.store.loadThreadItems(context.thread.id, query, context.requestContext)
  const [newest, before] = data.filter((item) => !isHiddenItem(item))
  const item = newest?.type === 'client_tool_call' ? before : newest
  if (item?.type !== 'workflow' || hasTakenItsTime(item)) return null
  context.workflowItem = item
  return cloneJson(item)
}

/** Keeps the workflow that a run leaves open, without an event: it goes on after the page has answered the tool call. */
export async function storeOpenWorkflow<Context>(context: AgentContext<Context>): Promise<void> {
  const {workflowItem, thread, store, requestContext} = context
  if (workflowItem === null || !hasContent(workflowItem.workflow)) return
  await store.addThreadItem(thread.id, workflowItem, requestContext)
}

/** Whether it says how long it took, and so has ended: a run that failed leaves such a one to the run that takes its place. */
function hasTakenItsTime({workflow: {summary}}: WorkflowItem): boolean {
  return summary !== undefined && 'duration' in summary
}
