import {randomBytes} from 'node:crypto'
import {ChatKitError} from 'chatkit-server'
import {WindowLimiter} from '../limits/window.ts'
import type {Revocations} from './revocations.ts'
import type {SecretSigner, SessionClaims} from './secrets.ts'

/** Seconds after its expiry in which a secret still renews: a laptop that slept through lunch keeps its conversation. */
const RENEWAL_GRACE = 12 * 60 * 60
/** Seconds from the session's opening after which nothing renews it. */
const SESSION_LIFETIME = 24 * 60 * 60

const CAPABILITIES = ['idempotency', 'resume', 'cancel', 'attach'] as const

/** The reply of the session endpoint. */
export interface SessionReply {
  readonly client_secret: string
  readonly session_id: string
  /** ISO 8601, UTC. */
  readonly expires_at: string
  /** The protocol extensions that a client may use; see PROTOCOL.md of chatkit-server. */
  readonly capabilities: readonly string[]
}

export interface SessionServiceOptions {
  readonly signer: SecretSigner
  readonly revocations: Revocations
  /** Seconds that a client secret is good for. Default 900. */
  readonly secretSeconds?: number
  /** New sessions an address may open in a minute. */
  readonly sessionsPerMinute: number
  /** Milliseconds; default `Date.now`. */
  readonly now?: () => number
}

/** Opens, renews and checks anonymous sessions. Nothing is stored for a session but its revocation. */
export class SessionService {
  readonly #options: SessionServiceOptions
  readonly #perAddress: WindowLimiter
  readonly #perSession: WindowLimiter
  readonly #now: () => number
  readonly #secretSeconds: number

  constructor(options: SessionServiceOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#secretSeconds = options.secretSeconds ?? 15 * 60
    this.#perAddress = new WindowLimiter({limit: options.sessionsPerMinute, windowMs: 60_000, now: this.#now})
    this.#perSession = new WindowLimiter({limit: 30, windowMs: 60_000, now: this.#now})
  }

  /**
   * Opens a session, or renews the one that `bearer` belongs to. A bearer that was ours but can no longer be renewed opens a
   * new session; one that was never ours is refused.
   *
   * @throws ChatKitError Unauthorized or RateLimited
   */
  async open(bearer: string | null, address: string): Promise<SessionReply> {
    if (bearer === null) return await this.#create(address)
    const checked = await this.#options.signer.verify(bearer)
    if (checked.kind === 'invalid') throw unauthorized()
    const {claims} = checked
    if (await this.#options.revocations.isRevoked(claims.sessionId)) throw unauthorized()
    const now = this.#seconds()
    const renewable = now < claims.bornAt + SESSION_LIFETIME && now < claims.expiresAt + RENEWAL_GRACE
    if (!renewable) return await this.#create(address)
    limit(this.#perSession.take(claims.sessionId))
    return await this.#issue({
      ...claims,
      expiresAt: Math.min(now + this.#secretSeconds, claims.bornAt + SESSION_LIFETIME),
    })
  }

  /**
   * The session id that a bearer stands for.
   *
   * @throws ChatKitError SessionExpired when it can be renewed, Unauthorized when it cannot be used at all
   */
  async authorize(bearer: string | null): Promise<string> {
    if (bearer === null) throw unauthorized('Please open the chat again: this request carries no session.')
    const checked = await this.#options.signer.verify(bearer)
    if (checked.kind === 'invalid' || (await this.#options.revocations.isRevoked(checked.claims.sessionId)))
      throw unauthorized()
    if (checked.kind === 'expired')
      throw new ChatKitError('SessionExpired', 'Your session has expired. It will be renewed.')
    return checked.claims.sessionId
  }

  async #create(address: string): Promise<SessionReply> {
    limit(this.#perAddress.take(address))
    const now = this.#seconds()
    return await this.#issue({
      sessionId: `ses_${randomBytes(16).toString('hex')}`,
      bornAt: now,
      expiresAt: now + this.#secretSeconds,
    })
  }

  async #issue(claims: SessionClaims): Promise<SessionReply> {
    return {
      client_secret: await this.#options.signer.sign(claims),
      session_id: claims.sessionId,
      expires_at: new Date(claims.expiresAt * 1000).toISOString(),
      capabilities: CAPABILITIES,
    }
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000)
  }
}

function limit(wait: number): void {
  if (wait === 0) return
  throw new ChatKitError('RateLimited', `Too many new conversations at once. Try again in ${wait} seconds.`, {
    retryAfter: wait,
  })
}

function unauthorized(message = 'This session is no longer valid. Try again to start a new one.'): ChatKitError {
  return new ChatKitError('Unauthorized', message)
}
