import {startJsonServer} from './json-server.ts'
import {checkQdrantRequest} from './qdrant-requests.ts'

interface SparseVector {
  indices: number[]
  values: number[]
}
interface Point {
  id: string
  payload: Record<string, unknown>
  vector: {bm25?: SparseVector; dense?: number[]}
}
interface Condition {
  key: string
  match: {value?: unknown; any?: unknown[]}
}
interface Query {
  query?: SparseVector | number[] | {fusion: 'rrf'}
  using?: string
  prefetch?: Query[]
  filter?: {must: Condition[]}
  limit: number
  with_payload?: boolean
}
interface AliasAction {
  delete_alias?: {alias_name: string}
  create_alias?: {alias_name: string; collection_name: string}
}
type Collection = Map<string, Point>

export interface QdrantServer {
  readonly url: string
  /** `PUT /collections/{collection_name} name` of each request, as the description names it. */
  readonly requests: string[]
  /** What was wrong with requests by Qdrant's own description. */
  readonly problems: string[]
  readonly keys: (string | undefined)[]
  readonly collections: ReadonlyMap<string, Collection>
  readonly aliases: Map<string, string>
  /** The status with which a request is refused (0 = cut off, -1 = never answered), or null. */
  refuse: (operation: string) => number | null
  /** Whether a request is done, and the connection cut off before its answer. */
  loseAnswer: (operation: string) => boolean
  close(): Promise<void>
}

/**
 * As much of Qdrant as the index uses, in memory on a loopback port. Each request is held against Qdrant's own description
 * first; scores are those of its documentation: dot products, `idf` modifier, reciprocal rank fusion.
 */
export async function startQdrantServer(): Promise<QdrantServer> {
  const collections = new Map<string, Collection>()
  const aliases = new Map<string, string>()
  const state: Omit<QdrantServer, 'url' | 'close'> = {
    requests: [],
    problems: [],
    keys: [],
    collections,
    aliases,
    refuse: () => null,
    loseAnswer: () => false,
  }
  const server = await startJsonServer((request, response, body) => {
    const path = (request.url ?? '').replace(/\?.*/, '')
    const key = request.headers['api-key']
    state.keys.push(Array.isArray(key) ? key[0] : key)
    const checked = checkQdrantRequest(request.method ?? '', decodeURIComponent(path), body)
    const send = (status: number, result: unknown): void => {
      response.writeHead(status, {'content-type': 'application/json'})
      response.end(JSON.stringify({time: 0, status: status < 300 ? 'ok' : {error: 'secret upstream detail'}, result}))
    }
    if ('problem' in checked) {
      state.problems.push(checked.problem)
      send(400, null)
      return
    }
    state.requests.push(`${checked.operation} ${checked.collection}`.trim())
    const refused = state.refuse(checked.operation)
    if (refused === 0) response.destroy()
    else if (refused !== null && refused > 0) send(refused, null)
    else if (refused === null) {
      const result = answer(checked.operation, checked.collection, body, collections, aliases)
      if (state.loseAnswer(checked.operation)) response.destroy()
      else send(result === undefined ? 404 : 200, result ?? null)
    }
  })
  return Object.assign(state, server)
}

/** Undefined = there is no such collection. */
function answer(
  operation: string,
  name: string,
  body: unknown,
  collections: Map<string, Collection>,
  aliases: Map<string, string>,
): unknown {
  if (operation === 'GET /aliases')
    return {aliases: [...aliases].map(([alias_name, collection_name]) => ({alias_name, collection_name}))}
  if (operation === 'POST /collections/aliases') {
    for (const {delete_alias: gone, create_alias: made} of (body as {actions: AliasAction[]}).actions) {
      if (gone !== undefined) aliases.delete(gone.alias_name)
      if (made !== undefined) aliases.set(made.alias_name, made.collection_name)
    }
    return true
  }
  const end = operation.replace('{collection_name}', '')
  if (end === 'GET /collections//exists') return {exists: collections.has(name)}
  if (end === 'PUT /collections/') return Boolean(collections.set(name, new Map()))
  if (end === 'DELETE /collections/') {
    for (const [alias, target] of aliases) if (target === name) aliases.delete(alias)
    return collections.delete(name)
  }
  const points = collections.get(aliases.get(name) ?? name)
  if (points === undefined) return undefined
  if (end === 'PUT /collections//index') return {operation_id: 0, status: 'completed'}
  if (end === 'PUT /collections//points') {
    for (const point of (body as {points: Point[]}).points) points.set(point.id, point)
    return {operation_id: 0, status: 'completed'}
  }
  if (end === 'POST /collections//points')
    return (body as {ids: string[]}).ids.flatMap((id) => {
      const point = points.get(id)
      return point === undefined ? [] : [{id, payload: point.payload}]
    })
  if (end === 'POST /collections//points/count') return {count: points.size}
  if (end === 'POST /collections//points/scroll') return scroll(points, body as Parameters<typeof scroll>[1])
  if (end === 'POST /collections//points/query') return {points: search(points, body as Query)}
  return (body as {searches: Query[]}).searches.map((one) => ({points: search(points, one)}))
}

function scroll(
  points: Collection,
  {filter, limit, offset}: {filter?: Query['filter']; limit: number; offset?: string},
) {
  const matching = [...points.values()]
    .filter((point) => matches(point, filter))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .filter(({id}) => offset === undefined || id >= offset)
  return {points: matching.slice(0, limit), next_page_offset: matching[limit]?.id ?? null}
}

function search(points: Collection, {query, prefetch, filter, limit, with_payload: payload}: Query) {
  const scores = new Map<string, number>()
  if (prefetch !== undefined) {
    for (const list of prefetch) {
      search(points, list).forEach(({id}, rank) => scores.set(id, (scores.get(id) ?? 0) + 1 / (2 + rank)))
    }
  } else {
    for (const point of points.values()) {
      const score = matches(point, filter) ? scoreOf(point, query, points) : null
      if (score !== null) scores.set(point.id, score)
    }
  }
  return [...scores]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([id, score]) => ({id, version: 0, score, payload: payload === true ? points.get(id)?.payload : undefined}))
}

function scoreOf({vector}: Point, query: Query['query'], points: Collection): number | null {
  if (Array.isArray(query)) return vector.dense === undefined ? null : dot(query, vector.dense)
  const {bm25} = vector
  if (bm25 === undefined || query === undefined || !('indices' in query)) return null
  const total = [...points.values()].filter((point) => point.vector.bm25 !== undefined).length
  let score = 0
  let common = false
  query.indices.forEach((index, at) => {
    const place = bm25.indices.indexOf(index)
    if (place === -1) return
    common = true
    const having = [...points.values()].filter((point) => point.vector.bm25?.indices.includes(index)).length
    const idf = Math.log(1 + (total - having + 0.5) / (having + 0.5))
    score += (query.values[at] ?? 0) * (bm25.values[place] ?? 0) * idf
  })
  return common ? score : null
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}

function matches({payload}: Point, filter: Query['filter']): boolean {
  return (filter?.must ?? []).every(({key, match}) =>
    match.any === undefined ? payload[key] === match.value : match.any.includes(payload[key]),
  )
}
