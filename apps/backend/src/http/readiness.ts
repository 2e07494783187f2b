import type {IndexHealth} from '../index/watcher.ts'
import type {SearchIndex} from '../search/types.ts'
import type {ModelLink} from '../agent/model-chain.ts'

export interface ReadinessParts {
  readonly index: SearchIndex
  readonly indexHealth: () => IndexHealth
  /** How the index of each edition is doing. */
  readonly sources: () => readonly (IndexHealth & {readonly source: string})[]
  /** None = answers are quoted. */
  readonly models: readonly Pick<ModelLink, 'name' | 'health'>[]
  /** Resolves when the thread store answers. */
  readonly checkStore: () => Promise<unknown>
  /** Whether to say more than yes or no. */
  readonly details: boolean
}

export interface Readiness {
  readonly ready: boolean
  readonly body: Record<string, unknown>
}

/**
 * Whether questions can be answered. A model that is down does not count against it, for the passages themselves are quoted
 * then; an index that could not be renewed does not either while the last good one is there.
 */
export async function checkReadiness(parts: ReadinessParts): Promise<Readiness> {
  const [status, store] = await Promise.all([
    parts.index.status().catch(() => null),
    parts.checkStore().then(
      () => 'ok',
      () => 'failing',
    ),
  ])
  const health = parts.indexHealth()
  const indexed = status?.site !== null && status !== null
  const problem = health.problem ?? status?.problem ?? null
  const vectors = status?.vectors
  const ready = indexed && store === 'ok'
  const body: Record<string, unknown> = {status: ready ? 'ready' : 'not ready'}
  if (parts.details) {
    body['store'] = store
    body['index'] = {
      state: status === null ? 'failing' : health.state,
      sections: status?.sections ?? 0,
      passages: status?.passages ?? 0,
      ...(problem === null ? {} : {problem}),
      ...(health.progress === null ? {} : {progress: health.progress}),
      ...(vectors === undefined
        ? {}
        : {vectors: vectors.passages, ...(vectors.problem === null ? {} : {vectorsProblem: vectors.problem})}),
    }
    const sources = parts.sources()
    if (sources.length > 1) {
      body['indexes'] = sources.map(({source, state, problem: one, lastIngest}) => ({
        source,
        state,
        sections: lastIngest?.sections ?? 0,
        problem: one,
      }))
    }
    body['model'] = describeModels(parts.models)
  }
  return {ready, body}
}

function describeModels(models: ReadinessParts['models']): string {
  if (models.length === 0) return 'none, answers are quoted'
  const failing = models.filter(({health}) => health.failing).map(({name}) => name)
  if (failing.length === 0) return 'ok'
  return failing.length === models.length ? 'failing, answers are quoted' : `ok, but failing: ${failing.join(', ')}`
}
