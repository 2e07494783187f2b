import {startJsonServer} from './json-server.ts'
import {call, encode, frame, type Dialect, type Said, type Usage} from './model/dialects.ts'
import {toRefusal} from './model/errors.ts'
import {saysOf, type Oddity} from './model/oddities/oddity.ts'
import {play, type WireReply} from './model/play.ts'

/** One scripted reply to a request for a model. */
export type ModelReply =
  /** `usage`: null = the server does not say. */
  | {kind: 'text'; deltas: string[]; usage?: Usage | null}
  /** A search for the query, or a call of another tool. */
  | {kind: 'tool'; query: string}
  | {kind: 'call'; name: string; args: Record<string, unknown>}
  | {kind: 'status'; status: number}
  /** Sends the deltas, then cuts the connection. */
  | {kind: 'drop'; deltas: string[]}
  /** Sends the deltas, then nothing more, and stays connected. With none it does not even begin. */
  | {kind: 'stall'; deltas: string[]}

export interface ModelServer {
  readonly url: string
  /** Path, headers and parsed body of every request so far. */
  readonly requests: {path: string; authorization: string; body: Record<string, unknown>}[]
  /** Replies still to be given; the last one is given again and again. */
  replies: ModelReply[]
  close(): Promise<void>
}

/** An OpenAI-compatible server on a loopback port that streams what it is told to, in both dialects. */
export async function startModelServer(...replies: ModelReply[]): Promise<ModelServer> {
  const state = {replies}
  const server = await serve((dialect, asked) => {
    const reply = state.replies.length > 1 ? state.replies.shift() : state.replies[0]
    return reply === undefined ? 'silence' : toWireReply(reply, dialect, asked)
  })
  return {
    ...server,
    get replies() {
      return state.replies
    },
    set replies(next) {
      state.replies = next
    },
  }
}

/** The same server with one oddity. What its model says last it says again and again. */
export async function startOddServer(oddity: Oddity): Promise<Omit<ModelServer, 'replies'>> {
  return await serve((dialect, asked, body) => {
    const {accepts = () => true} = oddity
    if (!accepts(body)) return toRefusal(400)
    const {instead, first, events: change = (events) => events, text: rewrite = (text) => text, wire} = oddity
    if (instead !== undefined) return instead
    if (first !== undefined && asked === 1) return first
    const says = saysOf(oddity)
    const said = says[Math.min(asked - (first === undefined ? 1 : 2), says.length - 1)] ?? {}
    return {text: rewrite(frame(dialect, change(encode(dialect, said), dialect), said)), ...wire}
  })
}

/** @param asked how often it has been asked, from 1 */
type Answer = (dialect: Dialect, asked: number, body: Record<string, unknown>) => WireReply

async function serve(answer: Answer): Promise<Omit<ModelServer, 'replies'>> {
  const requests: ModelServer['requests'] = []
  const {url, close} = await startJsonServer((request, response, body) => {
    const {authorization = ''} = request.headers
    const path = request.url ?? ''
    const asked = body as Record<string, unknown>
    requests.push({path, authorization, body: asked})
    const dialect = path.endsWith('/responses') ? 'responses' : 'chat completions'
    void play(answer(dialect, requests.length, asked), response)
  })
  return {url: `${url}/v1`, requests, close}
}

function toWireReply(reply: ModelReply, dialect: Dialect, asked: number): WireReply {
  if (reply.kind === 'status') return toRefusal(reply.status)
  if (reply.kind === 'stall' && reply.deltas.length === 0) return 'silence'
  const said = toSaid(reply, `call_${asked}`)
  const text = frame(dialect, encode(dialect, said), said)
  if (reply.kind === 'drop') return {text, end: 'cut'}
  return reply.kind === 'stall' ? {text, end: 'silence'} : {text}
}

function toSaid(reply: Exclude<ModelReply, {kind: 'status'}>, callId: string): Said {
  switch (reply.kind) {
    case 'text':
      return {text: reply.deltas, ...(reply.usage === undefined ? {} : {usage: reply.usage})}
    case 'tool':
      return {calls: [call('search_textbook', {query: reply.query}, callId)]}
    case 'call':
      return {calls: [call(reply.name, reply.args, callId)]}
    default:
      return {text: reply.deltas, finish: null}
  }
}
