import type {AgentInputItem} from '@openai/agents'
import type {ThreadItem, ThreadMetadata} from 'chatkit-protocol'
import type {Store} from '../store.ts'
import {findOpenQuestion, ThreadItemConverter} from './thread-item-converter.ts'

export interface LoadAgentInputOptions {
  /** Default: a {@link ThreadItemConverter}, which rejects attachments and tags. */
  converter?: ThreadItemConverter
  /** At most this many thread items, the newest. Default 200. */
  maxItems?: number
  /** At most about this many characters of model input, of which a token is three or four; images do not count. Default 200,000. */
  maxCharacters?: number
}

const PAGE = 100

/**
 * The conversation so far as input for an agent, however long it is: pages are loaded from the newest backwards until a limit is reached.
 * What is left out is left out whole, so a tool's call never goes without its result; and what is sent then begins with a question, not
 * with the answer to one that was left out. The newest item is always sent.
 */
export async function loadAgentInput<Context>(
  store: Pick<Store<Context>, 'loadThreadItems'>,
  thread: Pick<ThreadMetadata, 'id'>,
  context: Context,
  options: LoadAgentInputOptions = {},
): Promise<AgentInputItem[]> {
  const {converter = new ThreadItemConverter(), maxItems = 200, maxCharacters = 200_000} = options
  const kept: {item: ThreadItem; input: AgentInputItem[]}[] = []
  const newer: ThreadItem[] = []
  let characters = 0
  let isCut = false
  for await (const item of newestFirst(store, thread.id, context)) {
    if (kept.length >= maxItems) {
      isCut = true
      break
    }
    newer.unshift(item)
    const input = await converter.itemToInput(item, findOpenQuestion(newer) === item)
    characters += countCharacters(input)
    if (kept.length > 0 && characters > maxCharacters) {
      isCut = true
      break
    }
    kept.unshift({item, input})
  }
  const first = isCut ? kept.findIndex(({item}) => item.type === 'user_message') : 0
  return kept.slice(Math.max(first, 0)).flatMap(({input}) => input)
}

async function* newestFirst<Context>(
  store: Pick<Store<Context>, 'loadThreadItems'>,
  threadId: string,
  context: Context,
): AsyncGenerator<ThreadItem, void, undefined> {
  let after: string | null = null
  for (;;) {
    const page = await store.loadThreadItems(threadId, {limit: PAGE, after, order: 'desc'}, context)
    yield* page.data
    if (!page.has_more || page.after === undefined) return
    after = page.after
  }
}

function countCharacters(input: readonly AgentInputItem[]): number {
  return JSON.stringify(input, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith('data:') ? '' : value,
  ).length
}
