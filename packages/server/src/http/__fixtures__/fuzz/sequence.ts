import {safeParseRequest} from 'chatkit-protocol/validate'
import type {ThreadStreamEvent} from 'chatkit-protocol'
import {equalJson} from '../../../json.ts'
import type {Store} from '../../../store.ts'
import {createHandler} from '../../create-handler.ts'
import {checkAnswer} from './check-answer.ts'
import type {Answer} from './check-answer.ts'
import {FuzzServer} from './fuzz-server.ts'
import {createRandom} from './random.ts'
import {makeRequest, onlyReads, OWNERS} from './requests.ts'
import type {FuzzRequest, Known} from './requests.ts'
import {takeSnapshot} from './snapshot.ts'
import type {Snapshot} from './snapshot.ts'

/** Called with each request's operation and what came of it, such as `404` or `200, error event`. */
export type Count = (operation: string, outcome: string) => void

/** Something that answers a request: the handler itself, or a server that listens. */
export type Ask = (request: Request) => Promise<Response>

/** Puts something between the requests and the handler. */
export type Listen = (handler: Ask) => Promise<Ask>

/**
 * Sends `length` requests of two owners to a server on this store, one after the other or a few at once, and checks after each that what
 * was refused has changed nothing and that nobody's things were touched by somebody else. Throws with the seed and the request. `listen`
 * puts a real server in between.
 */
export async function runSequence(
  store: Store<string>,
  seed: number,
  length: number,
  count: Count,
  listen?: Listen,
): Promise<void> {
  const random = createRandom(seed)
  // Choices of its own: what a hook does must not depend on when it is asked.
  const server = new FuzzServer(store, createRandom(~seed))
  const handler = createHandler(server, {
    context: (request) => request.headers.get('x-owner') ?? '',
    cors: {origins: ['https://docs.example.org']},
  })
  const handle = listen === undefined ? handler : await listen(handler)
  const known: Known = {ids: [], threads: {}, items: {}, attachments: {}, sent: []}
  const snapshots = async (): Promise<Record<string, Snapshot>> => {
    const entries = OWNERS.map(async (owner) => [
      owner,
      await takeSnapshot(store, owner, known.attachments[owner] ?? []),
    ])
    return Object.fromEntries(await Promise.all(entries)) as Record<string, Snapshot>
  }

  let before = await snapshots()
  for (let sent = 0; sent < length;) {
    const burst = Array.from({length: random.oneIn(6) ? 2 + random.below(2) : 1}, () => {
      const request = makeRequest(random, known)
      // Over a connection nobody can tell when the server has noticed that its reader has left.
      return listen === undefined ? request : {...request, leaveAfter: null}
    })
    sent += burst.length
    try {
      const results = await Promise.all(burst.map(async (request) => ({request, answer: await ask(handle, request)})))
      const changers = new Set<string>()
      for (const {request, answer} of results) {
        const events = await checkAnswer(request, answer)
        checkValidity(request, answer)
        count(request.operation, outcomeOf(answer, events))
        if (mayChange(request, answer)) changers.add(request.owner)
        learn(known, request, answer, events)
      }
      for (const request of burst) await settle(handle, request)
      const after = await snapshots()
      for (const owner of OWNERS) if (!changers.has(owner)) checkUnchanged(before[owner], after[owner])
      if (server.failures.length > 0)
        throw new Error('It failed in a way that nobody meant', {cause: server.failures[0]})
      known.sent.push(...burst)
      before = after
      remember(known, before)
    } catch (error) {
      const what = String(error).slice(0, 2000)
      throw new Error(`Seed ${seed}, after ${sent} requests: ${burst.map(show).join('\n')}\n${what}`, {cause: error})
    }
  }
  await checkThreadsAreFree(handle, before)
}

/** What is refused changes nothing. */
function mayChange(request: FuzzRequest, {status}: Answer): boolean {
  return status < 400 && !onlyReads(request)
}

/** Compared as JSON first: a matcher takes its time over what is nearly always equal. */
function checkUnchanged(before: Snapshot | undefined, after: Snapshot | undefined): void {
  if (!equalJson(before, after)) expect(after).toEqual(before)
}

async function ask(handle: Ask, request: FuzzRequest): Promise<Answer> {
  const {owner, method, path, headers, body, leaveAfter} = request
  const client = new AbortController()
  const response = await handle(
    new Request(`http://localhost${path}`, {
      method,
      headers: {...printable(headers), 'x-owner': owner},
      body: method === 'GET' || method === 'HEAD' ? null : (body as BodyInit | null),
      signal: client.signal,
    }),
  )
  const {status} = response
  if (response.body === null || leaveAfter === null)
    return {status, headers: response.headers, text: await response.text(), isWhole: true}
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  let text = ''
  for (let chunks = 0; ; chunks++) {
    if (chunks === leaveAfter && response.headers.get('content-type')?.startsWith('text/event-stream') === true) break
    const {done, value} = await reader.read()
    if (done) return {status, headers: response.headers, text, isWhole: true}
    text += decoder.decode(value, {stream: true})
  }
  client.abort()
  await reader.cancel()
  return {status, headers: response.headers, text, isWhole: false}
}

// Header values are bytes; others would not get as far as the server.
function printable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x20-\xff]/g, '?')]),
  )
}

/** What the schema refuses, the server must refuse. */
function checkValidity({operation, method, body}: FuzzRequest, {status}: Answer): void {
  if (method !== 'POST' || operation.endsWith(' run') || status >= 400) return
  const text =
    typeof body === 'string' ? body : new TextDecoder('utf-8', {fatal: true}).decode(body ?? new Uint8Array())
  const result = safeParseRequest(JSON.parse(text.replace(/^\uFEFF/, '')))
  if (!result.success) throw new Error(`It was accepted, but: ${result.error.message}`)
}

/** A run goes on when its reader has left: waits until it has ended. */
async function settle(handle: Ask, {owner, headers}: FuzzRequest): Promise<void> {
  const id = headers['idempotency-key']
  if (id === undefined) return
  const response = await handle(
    new Request(`http://localhost/chatkit/runs/${encodeURIComponent(id)}`, {headers: {'x-owner': owner}}),
  )
  await response.text()
}

function outcomeOf({status, isWhole}: Answer, events: ThreadStreamEvent[]): string {
  if (!isWhole) return `${status}, left`
  return events.some(({type}) => type === 'error') ? `${status}, error event` : String(status)
}

function learn(known: Known, {owner}: FuzzRequest, {status, text, isWhole}: Answer, events: ThreadStreamEvent[]): void {
  if (status !== 200 || !isWhole || events.length > 0) return
  const value = JSON.parse(text === '' || text.startsWith(':') ? '{}' : text) as {id?: string; mime_type?: string}
  if (value.id === undefined || value.mime_type === undefined) return
  ;(known.attachments[owner] ??= []).push(value.id)
  known.ids.push(value.id)
}

function remember(known: Known, snapshots: Record<string, Snapshot>): void {
  for (const [owner, {threads, items}] of Object.entries(snapshots)) {
    known.threads[owner] = threads.map(({id}) => id)
    known.items[owner] = Object.entries(items).flatMap(([thread, list]) => list.map(({id}) => ({thread, id})))
    const ids = [...known.threads[owner], ...known.items[owner].map(({id}) => id)]
    known.ids = [...new Set([...known.ids, ...ids])]
  }
}

/** No request, however strange, may leave a thread answering for ever. */
async function checkThreadsAreFree(handle: Ask, snapshots: Record<string, Snapshot>): Promise<void> {
  for (const [owner, {threads}] of Object.entries(snapshots)) {
    for (const {id} of threads) {
      const input = {content: [{type: 'input_text', text: 'still there?'}], attachments: [], inference_options: {}}
      const body = JSON.stringify({type: 'threads.add_user_message', params: {thread_id: id, input}})
      const headers = {'content-type': 'application/json', 'x-owner': owner}
      const response = await handle(new Request('http://localhost/chatkit', {method: 'POST', headers, body}))
      await response.text()
      if (response.status !== 200) throw new Error(`Thread ${id} cannot go on: ${response.status}`)
    }
  }
}

function show({owner, method, path, headers, body, leaveAfter}: FuzzRequest): string {
  const text = body instanceof Uint8Array ? `bytes ${Buffer.from(body).toString('base64')}` : String(body)
  const leaves = leaveAfter === null ? '' : ` (left after ${leaveAfter} chunks)`
  return `${owner}: ${method} ${path} ${JSON.stringify(headers)} ${text.slice(0, 2000)}${leaves}`
}
