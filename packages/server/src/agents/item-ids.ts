import type {AgentContext} from './agent-context.ts'

/** What the Agents SDK writes where a provider gave no id (agents-openai 0.20, openaiItemIds). */
const PLACEHOLDER = 'FAKE_ID'

/**
 * Gives a message its id: the model's own when it can be trusted to be unique, else one of ours. Chat-completions servers
 * share one id between all items of a response, some "compatible" servers count from 1 again in each response, and a
 * store overwrites an item whose id comes twice.
 */
export async function claimMessageId<Context>(
  context: AgentContext<Context>,
  modelId: string | undefined,
  used: Set<string>,
): Promise<string> {
  const usable = modelId !== undefined && modelId !== '' && modelId !== PLACEHOLDER && !used.has(modelId)
  const id = usable && !(await exists(context, modelId)) ? modelId : context.generateId('message')
  used.add(id)
  return id
}

async function exists<Context>(context: AgentContext<Context>, id: string): Promise<boolean> {
  try {
    await context.store.loadItem(context.thread.id, id, context.requestContext)
    return true
  } catch {
    // Not there, or not readable: then the id is free, and a store that is down will say so when the item is saved.
    return false
  }
}
