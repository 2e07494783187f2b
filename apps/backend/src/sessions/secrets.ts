import {errors, jwtVerify, SignJWT} from 'jose'

/** What a client secret says. Times are in seconds since 1970. */
export interface SessionClaims {
  readonly sessionId: string
  /** When the session was first opened; renewals carry it on. */
  readonly bornAt: number
  readonly expiresAt: number
}

export type Verification =
  | {readonly kind: 'valid'; readonly claims: SessionClaims}
  /** Signed by us, but its time is over. */
  | {readonly kind: 'expired'; readonly claims: SessionClaims}
  | {readonly kind: 'invalid'}

const ISSUER = 'chatkit-docs-backend'
const AUDIENCE = 'chatkit'
const ALGORITHM = 'HS256'

/** Signs and checks client secrets: JWTs that hold nothing but a random session id and times. */
export class SecretSigner {
  readonly #key: Uint8Array
  readonly #now: () => number

  /** @param secret at least 32 characters  @param now milliseconds since 1970 */
  constructor(secret: string, now: () => number = Date.now) {
    this.#key = new TextEncoder().encode(secret)
    this.#now = now
  }

  async sign(claims: SessionClaims): Promise<string> {
    return await new SignJWT({born: claims.bornAt})
      .setProtectedHeader({alg: ALGORITHM})
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(claims.sessionId)
      .setIssuedAt(Math.floor(this.#now() / 1000))
      .setExpirationTime(claims.expiresAt)
      .sign(this.#key)
  }

  async verify(secret: string): Promise<Verification> {
    try {
      // The list of algorithms is what refuses `alg: none` and any key confusion.
      const {payload} = await jwtVerify(secret, this.#key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'born'],
        currentDate: new Date(this.#now()),
      })
      const claims = readClaims(payload)
      return claims === null ? {kind: 'invalid'} : {kind: 'valid', claims}
    } catch (error) {
      // jose checks the signature before the times, so the payload of an expired secret is ours.
      const claims = error instanceof errors.JWTExpired ? readClaims(error.payload) : null
      return claims === null ? {kind: 'invalid'} : {kind: 'expired', claims}
    }
  }
}

function readClaims(payload: Readonly<Record<string, unknown>>): SessionClaims | null {
  const {sub, born, exp} = payload
  if (typeof sub !== 'string' || sub === '' || typeof born !== 'number' || typeof exp !== 'number') return null
  return {sessionId: sub, bornAt: born, expiresAt: exp}
}
