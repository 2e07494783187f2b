import {schemas} from 'chatkit-protocol/validate'
import {fromSchema} from './from-schema.ts'
import {secretOf} from './fuzz-server.ts'
import {mutateText, mutateValue} from './mutate.ts'
import type {Random} from './random.ts'

/** One request, as it goes over the wire. */
export interface FuzzRequest {
  owner: string
  /** An operation, `GET run` or `DELETE run`. Of what is not valid: what it was before it was spoilt. */
  operation: string
  method: string
  path: string
  headers: Record<string, string>
  body: string | Uint8Array | null
  /** Read this many chunks of a stream and go. Null: to its end. */
  leaveAfter: number | null
}

/** What earlier requests of a sequence have brought about. */
export interface Known {
  /** Of every kind, whoever owns them, deleted ones too. */
  ids: string[]
  threads: Record<string, string[]>
  items: Record<string, {thread: string; id: string}[]>
  attachments: Record<string, string[]>
  sent: FuzzRequest[]
}

export const OWNERS = ['alice', 'bob']
const OPERATIONS = Object.entries(schemas.requests)
const READING = new Set(['threads.get_by_id', 'threads.list', 'items.list', 'GET run'])

/** Whether an operation must leave the store as it was, whatever it answers. */
export const onlyReads = ({operation}: FuzzRequest): boolean => READING.has(operation)

/** The next request of a sequence: half of them as they should be, the others spoilt in one way or another. */
export function makeRequest(random: Random, known: Known): FuzzRequest {
  // A duplicate, in time or late, perhaps from somebody else.
  if (known.sent.length > 0 && random.oneIn(8)) {
    const again = random.pick(known.sent)
    if (random.oneIn(3)) return sentBy(random.pick(OWNERS), again)
    // As a client does that has lost its connection: with the number of the last event that it has seen.
    if (random.oneIn(2) || again.headers['idempotency-key'] === undefined) return again
    return {...again, headers: {...again.headers, 'last-event-id': lastEventId(random)}}
  }
  const owner = random.pick(OWNERS)
  const request = random.oneIn(8) ? aboutRun(random, known, owner) : operationOf(random, known, owner)
  return random.oneIn(8) ? spoilHttp(request, random) : request
}

/** The same from somebody else, who has secrets of their own. */
function sentBy(owner: string, request: FuzzRequest): FuzzRequest {
  if (typeof request.body !== 'string') return request
  return {...request, owner, body: request.body.replaceAll(secretOf(request.owner), secretOf(owner))}
}

function operationOf(random: Random, known: Known, owner: string): FuzzRequest {
  const [made, schema] = pickOperation(random, known.threads[owner] ?? [])
  const place =
    (known.items[owner] ?? []).length > 0 && !random.oneIn(4) ? random.pick(known.items[owner] ?? []) : undefined
  const anyId = (ids: readonly string[] = []): string =>
    random.pick(random.oneIn(6) || ids.length === 0 ? [...known.ids, 'thr_none', 'msg_none'] : ids)
  const makeText = (path: readonly string[]): string => {
    switch (path[0]) {
      case 'thread_id':
        return place?.thread ?? anyId(known.threads[owner])
      case 'item_id':
      case 'item_ids':
      case 'after':
        return place?.id ?? anyId()
      case 'attachments':
      case 'attachment_id':
        return anyId(known.attachments[owner])
      case 'audio_base64':
        return random.pick(['AAAA', 'AA==', '', 'not base 64 at all', 'A'])
      case 'key':
        return random.pick(['q', 'page', '__proto__', 'a b', ''])
      default:
        return random.pick([secretOf(owner), `${secretOf(owner)} \u{1F916}`, random.oneIn(9) ? '' : secretOf(owner)])
    }
  }
  let value = fromSchema(schema, random, makeText)
  if (!random.oneIn(6)) makeSendable(value as MessageLike, known.attachments[owner] ?? [])
  if (random.oneIn(3)) value = mutateValue(value, random, known.ids)
  const json = JSON.stringify(value)
  const body = random.oneIn(10) ? mutateText(json, random) : json
  const operation = typeIn(body) ?? made
  const keyed = made.startsWith('threads.') && random.oneIn(3)
  const headers: Record<string, string> = {'content-type': 'application/json'}
  if (keyed) headers['idempotency-key'] = runId(random, known)
  if (random.oneIn(keyed ? 6 : 40)) headers['last-event-id'] = lastEventId(random)
  return {
    owner,
    operation,
    method: 'POST',
    path: '/chatkit',
    headers,
    body,
    leaveAfter: random.oneIn(10) ? random.below(4) : null,
  }
}

/** The operation that a body asks for in the end: spoiling it may have changed that too. */
function typeIn(body: string | Uint8Array): string | undefined {
  try {
    const text = typeof body === 'string' ? body : new TextDecoder('utf-8', {fatal: true}).decode(body)
    const {type} = JSON.parse(text.replace(/^\uFEFF/, '')) as {type?: string}
    return OPERATIONS.find(([operation]) => operation === type)?.[0]
  } catch {
    return undefined
  }
}

/** Any, but more threads are begun than are deleted, else every request would be about something that is gone. */
function pickOperation(random: Random, threads: readonly string[]): (typeof OPERATIONS)[number] {
  const [operation, schema] = random.pick(OPERATIONS)
  const begins = threads.length < 2 ? !random.oneIn(3) : operation === 'threads.delete' && !random.oneIn(4)
  return begins ? ['threads.create', schemas.requests['threads.create']] : [operation, schema]
}

interface MessageLike {
  params: {input?: {content?: unknown[]; attachments?: string[]}}
}

/** Messages made from the schema alone are mostly empty, or name attachments that do not exist. */
function makeSendable({params: {input}}: MessageLike, attachments: readonly string[]): void {
  if (input?.content === undefined) return
  input.content = [{type: 'input_text', text: 'A question.'}, ...input.content]
  input.attachments = attachments.slice(-1)
}

function aboutRun(random: Random, known: Known, owner: string): FuzzRequest {
  const method = random.pick(['GET', 'GET', 'DELETE'])
  const id = encodeURIComponent(runId(random, known))
  const headers: Record<string, string> = random.oneIn(3) ? {'last-event-id': lastEventId(random)} : {}
  return {owner, operation: `${method} run`, method, path: `/chatkit/runs/${id}`, headers, body: null, leaveAfter: null}
}

function runId(random: Random, known: Known): string {
  const used = known.sent.flatMap(({headers}) => headers['idempotency-key'] ?? [])
  if (used.length > 0 && random.oneIn(3)) return random.pick(used)
  if (random.oneIn(12))
    return random.pick(['short', ' ', '../../x', 'x'.repeat(200), 'with spaces in it', '%2e%2e', 'ümlauts-äöü'])
  return `run-${random.below(2 ** 31)}-${random.below(2 ** 31)}`
}

const lastEventId = (random: Random): string =>
  random.pick(['0', '1', '2', '3', '99', '-1', 'x', '1.5', '9'.repeat(30), '', ' 1'])

function spoilHttp(request: FuzzRequest, random: Random): FuzzRequest {
  const {headers} = request
  switch (random.below(5)) {
    case 0:
      return {...request, method: random.pick(['GET', 'PUT', 'PATCH', 'HEAD', 'DELETE', 'OPTIONS'])}
    case 1:
      return {
        ...request,
        headers: {
          ...headers,
          'content-type': random.pick([
            'text/plain',
            'application/jsonp',
            '',
            'application/json; charset=utf-16',
            'multipart/form-data',
          ]),
        },
      }
    case 2:
      return {
        ...request,
        headers: {...headers, origin: random.pick(['https://docs.example.org', 'https://evil.example', 'null'])},
      }
    case 3:
      return {...request, headers: {...headers, 'content-length': random.pick(['0', '99999999', '-1', 'x'])}}
    default:
      return {
        ...request,
        path: random.pick([
          '/',
          '/chatkit/',
          '/chatkit/runs',
          '/chatkit/runs/',
          '/runs/a/b',
          '/chatkit/runs/%',
          '/%ff',
        ]),
      }
  }
}
