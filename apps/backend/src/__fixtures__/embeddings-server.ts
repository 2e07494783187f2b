import type {ServerResponse} from 'node:http'
import {startJsonServer} from './json-server.ts'

/** What the server does with one request instead of answering it properly. */
export type EmbeddingsOddity =
  | {kind: 'status'; status: number; headers?: Record<string, string>}
  | {kind: 'disconnect'}
  /** The reply is cut in the middle. */
  | {kind: 'cut'}
  | {kind: 'reply'; body: unknown}
  /** Properly, but in another order, or in the other encoding. */
  | {kind: 'shuffled'}
  | {kind: 'base64'}
  | {kind: 'dimension'; dimension: number}

export interface EmbeddingsServer {
  readonly url: string
  /** What was asked so far. */
  readonly requests: {path: string; authorization: string; model: unknown; input: string[]}[]
  /** Done with the next requests, one each. */
  readonly oddities: EmbeddingsOddity[]
  /** Requests with more texts than this are refused with 413. */
  maxTexts: number
  /** Requests with more texts than this are not answered in time. */
  slowAbove: number
  close(): Promise<void>
}

/** Words that mean the same, as far as this server knows. */
const CONCEPTS = [
  ['topic', 'topics', 'channel', 'pipe', 'broadcast', 'broadcasting', 'publisher', 'نشر'],
  ['service', 'services', 'request', 'enquiry'],
  ['simulator', 'simulation', 'make-believe', 'pretend', 'virtual'],
  ['controller', 'controllers', 'joints', 'actuate'],
  ['friction', 'light'],
]
const DIMENSION = CONCEPTS.length + 3

/** An OpenAI-compatible `/embeddings` on a loopback port, which knows a few words and what means the same. */
export async function startEmbeddingsServer(): Promise<EmbeddingsServer> {
  const state = {
    requests: [] as EmbeddingsServer['requests'][number][],
    oddities: [] as EmbeddingsOddity[],
    maxTexts: Infinity,
    slowAbove: Infinity,
  }
  const {url, close} = await startJsonServer((request, response, body) => {
    const {input, model} = body as {input: string[]; model: unknown}
    state.requests.push({path: request.url ?? '', authorization: request.headers.authorization ?? '', model, input})
    if (input.length <= state.slowAbove) answer(response, input, state.oddities.shift(), state.maxTexts)
  })
  return Object.assign(state, {url: `${url}/v1`, close})
}

/** How often each concept is in a text, and a little of everything else. */
export function embedText(text: string, dimension: number = DIMENSION): number[] {
  const found = text.toLowerCase().match(/[\p{L}-]+/gu) ?? []
  const vector = Array.from({length: dimension}, () => 0)
  for (const word of found) {
    const concept = CONCEPTS.findIndex((words) => words.includes(word))
    if (concept !== -1) vector[concept] = (vector[concept] ?? 0) + 1
  }
  vector[dimension - 1] = 0.2
  return vector
}

function answer(response: ServerResponse, input: string[], oddity: EmbeddingsOddity | undefined, most: number): void {
  const send = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
    response.writeHead(status, {'content-type': 'application/json', ...headers})
    response.end(JSON.stringify(body))
  }
  if (oddity?.kind === 'disconnect') {
    response.destroy()
    return
  }
  if (oddity?.kind === 'status') {
    send(oddity.status, {error: {message: 'secret upstream detail'}}, oddity.headers)
    return
  }
  if (oddity?.kind === 'reply') {
    send(200, oddity.body)
    return
  }
  if (input.length > most) {
    send(413, {error: `batch size ${input.length} > maximum allowed batch size ${most}`})
    return
  }
  const dimension = oddity?.kind === 'dimension' ? oddity.dimension : DIMENSION
  const data = input.map((text, index) => {
    const vector = embedText(text, dimension)
    const embedding =
      oddity?.kind === 'base64' ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector
    return {object: 'embedding', index, embedding}
  })
  const body = JSON.stringify({
    object: 'list',
    model: 'test',
    data: oddity?.kind === 'shuffled' ? data.toReversed() : data,
  })
  response.writeHead(200, {'content-type': 'application/json'})
  if (oddity?.kind !== 'cut') {
    response.end(body)
    return
  }
  response.write(body.slice(0, body.length / 2))
  setTimeout(() => response.destroy(), 20)
}
