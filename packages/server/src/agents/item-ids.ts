import type {ItemIdKind} from '../store.ts'
import type {AgentContext} from './agent-context.ts'

/** What the Agents SDKs write where a provider gave no id: the one for JavaScript, and the one for Python, which some servers repeat. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['FAKE_ID', '__fake_id__', ''])

/** Gives the items of one run their ids: no id is given twice, whatever the model says. */
export class ItemIds<Context> {
  readonly #context: AgentContext<Context>
  readonly #used = new Set<string>()

  constructor(context: AgentContext<Context>) {
    this.#context = context
  }

  /**
   * The model's own id when it can be trusted to be unique, else one of ours. Some compatible servers count from 1 again in each response,
   * and a store overwrites an item whose id comes twice.
   */
  async claim(kind: ItemIdKind, modelId: string | undefined): Promise<string> {
    if (modelId === undefined || PLACEHOLDERS.has(modelId) || this.#used.has(modelId) || (await this.#exists(modelId)))
      return this.#context.generateId(kind)
    this.#used.add(modelId)
    return modelId
  }

  async #exists(id: string): Promise<boolean> {
    const {store, thread, requestContext} = this.#context
    try {
      await store.loadItem(thread.id, id, requestContext)
      return true
    } catch {
      // Not there, or not readable: then the id is free, and a store that is down will say so when the item is saved.
      return false
    }
  }
}
