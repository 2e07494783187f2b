import {TransportError} from './errors.ts'
import type {TransportMessages} from './messages.ts'
import {readRetryAfter} from './retry-after.ts'
import {type GetClientSecret, readSessionReply, type Session, type SessionReply} from './session.ts'

export interface ObtainOptions {
  messages: TransportMessages
  /** Sends one session request, with the old secret if given, and retries it as far as that helps. */
  post: (bearer: string | undefined) => Promise<Response>
}

/**
 * Gets a session from the backend. An existing one is renewed, which keeps its id and so the reader's threads; when the
 * backend no longer renews it, a new one is started.
 */
export async function obtainSession(existing: Session | undefined, {messages, post}: ObtainOptions): Promise<Session> {
  let response = await post(existing?.clientSecret)
  if (existing && (response.status === 401 || response.status === 403)) {
    await response.body?.cancel().catch(() => {})
    response = await post(undefined)
  }
  if (!response.ok) throw toSessionError(response, messages)
  const reply = await readJson(response)
  const session = readSessionReply(reply, Date.now())
  if (session) return session
  throw new TransportError({
    type: 'session',
    message: messages.session,
    // Something on the way answered, such as a network that wants its users to sign in, and will not for ever.
    retryable: reply === undefined,
    status: response.status,
    cause: new Error('The session endpoint did not answer with {client_secret}. Check the session URL.'),
  })
}

/** Wraps the host's own `getClientSecret`. */
export async function obtainFromHost(
  getClientSecret: GetClientSecret,
  existing: Session | undefined,
  messages: TransportMessages,
): Promise<Session> {
  let supplied: string | SessionReply
  try {
    supplied = await getClientSecret(existing?.clientSecret ?? null)
  } catch (cause) {
    throw new TransportError({type: 'session', message: messages.session, retryable: true, cause})
  }
  const session = readSessionReply(typeof supplied === 'string' ? {client_secret: supplied} : supplied, Date.now())
  if (session) return session
  throw new TransportError({
    type: 'session',
    message: messages.session,
    retryable: false,
    cause: new Error('getClientSecret must give a secret, or the whole reply of the session endpoint.'),
  })
}

function toSessionError(response: Response, messages: TransportMessages): TransportError {
  const {status} = response
  const retryAfter = readRetryAfter(response.headers, Date.now())
  if (status === 429) {
    const message = messages.rateLimited(retryAfter ?? 60)
    return new TransportError({type: 'backend', message, retryable: true, status, retryAfter: retryAfter ?? 60})
  }
  if (status >= 500) return new TransportError({type: 'backend', message: messages.backend, retryable: true, status})
  return new TransportError({type: 'session', message: messages.session, retryable: false, status})
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}
