import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {SignJWT, UnsecuredJWT} from 'jose'
import {Revocations} from './revocations.ts'
import {SecretSigner} from './secrets.ts'
import {SessionService} from './service.ts'
import {keepSigningSecret} from './signing-secret.ts'

const SECRET = 'a secret of at least 32 characters'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

let dir: string
let now: number
let sessions: SessionService
let revocations: Revocations

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'chatkit-sessions-'))
  now = Date.parse('2026-01-01T00:00:00Z')
  revocations = new Revocations(path.join(dir, 'revoked'))
  sessions = new SessionService({
    signer: new SecretSigner(SECRET, () => now),
    revocations,
    sessionsPerMinute: 60,
    now: () => now,
  })
})
afterEach(() => rm(dir, {recursive: true, force: true}))

test('a session is opened, used and renewed under the same id', async () => {
  const first = await sessions.open(null, 'a')
  expect(first).toMatchObject({
    session_id: expect.stringMatching(/^ses_[0-9a-f]{32}$/),
    expires_at: '2026-01-01T00:15:00.000Z',
    capabilities: ['idempotency', 'resume', 'cancel', 'attach'],
  })
  expect(await sessions.authorize(first.client_secret)).toBe(first.session_id)
  now += 10 * MINUTE
  const second = await sessions.open(first.client_secret, 'a')
  expect(second).toMatchObject({session_id: first.session_id, expires_at: '2026-01-01T00:25:00.000Z'})
})

test('an expired secret is told from a forged one, and still renews', async () => {
  const first = await sessions.open(null, 'a')
  now += 16 * MINUTE
  await expect(sessions.authorize(first.client_secret)).rejects.toMatchObject({code: 'SessionExpired', status: 401})
  expect((await sessions.open(first.client_secret, 'a')).session_id).toBe(first.session_id)
})

test('after the grace, and after 24 hours of renewals, a new session begins', async () => {
  const first = await sessions.open(null, 'a')
  now += 13 * HOUR
  expect((await sessions.open(first.client_secret, 'a')).session_id).not.toBe(first.session_id)

  let secret = await sessions.open(null, 'a')
  const id = secret.session_id
  for (let hours = 0; hours < 23; hours += 1) {
    now += HOUR
    secret = await sessions.open(secret.client_secret, 'a')
    expect(secret.session_id).toBe(id)
  }
  now += HOUR + MINUTE
  expect((await sessions.open(secret.client_secret, 'a')).session_id).not.toBe(id)
})

test.each<[string, () => Promise<string> | string]>([
  [
    'signed with another key',
    () =>
      new SecretSigner('another secret of at least 32 chars', () => now).sign({
        sessionId: 'ses_x',
        bornAt: now / 1000,
        expiresAt: now / 1000 + 60,
      }),
  ],
  [
    'not signed at all',
    () =>
      new UnsecuredJWT({born: now / 1000})
        .setSubject('ses_x')
        .setIssuer('chatkit-docs-backend')
        .setAudience('chatkit')
        .setExpirationTime('1h')
        .encode(),
  ],
  [
    'for another audience',
    () =>
      new SignJWT({born: now / 1000})
        .setProtectedHeader({alg: 'HS256'})
        .setSubject('ses_x')
        .setIssuer('chatkit-docs-backend')
        .setAudience('other')
        .setExpirationTime(now / 1000 + 60)
        .sign(new TextEncoder().encode(SECRET)),
  ],
  [
    'with another algorithm',
    () =>
      new SignJWT({born: now / 1000})
        .setProtectedHeader({alg: 'HS512'})
        .setSubject('ses_x')
        .setIssuer('chatkit-docs-backend')
        .setAudience('chatkit')
        .setExpirationTime(now / 1000 + 60)
        .sign(new TextEncoder().encode(SECRET.repeat(2))),
  ],
  ['that is no token', () => 'hello'],
])('a secret %s is refused everywhere', async (_name, make) => {
  const secret = await make()
  await expect(sessions.authorize(secret)).rejects.toMatchObject({code: 'Unauthorized', status: 401})
  await expect(sessions.open(secret, 'a')).rejects.toMatchObject({code: 'Unauthorized', status: 401})
})

test('a changed payload is refused', async () => {
  const [head, , signature] = (await sessions.open(null, 'a')).client_secret.split('.')
  const payload = Buffer.from(
    JSON.stringify({
      sub: 'ses_other',
      born: now / 1000,
      exp: now / 1000 + 60,
      iss: 'chatkit-docs-backend',
      aud: 'chatkit',
    }),
  ).toString('base64url')
  await expect(sessions.authorize(`${head}.${payload}.${signature}`)).rejects.toMatchObject({code: 'Unauthorized'})
})

test('no secret at all is unauthorized', async () => {
  await expect(sessions.authorize(null)).rejects.toMatchObject({code: 'Unauthorized'})
})

test('a revoked session is refused, also by a server started later', async () => {
  const {client_secret: secret, session_id: id} = await sessions.open(null, 'a')
  await revocations.revoke(id)
  await expect(sessions.authorize(secret)).rejects.toMatchObject({code: 'Unauthorized'})
  await expect(sessions.open(secret, 'a')).rejects.toMatchObject({code: 'Unauthorized'})
  expect(await new Revocations(path.join(dir, 'revoked')).isRevoked(id)).toBe(true)
})

test('an address may open so many sessions a minute; others and renewals are not held up', async () => {
  const first = await sessions.open(null, 'a')
  for (let i = 1; i < 60; i += 1) await sessions.open(null, 'a')
  await expect(sessions.open(null, 'a')).rejects.toMatchObject({
    code: 'RateLimited',
    status: 429,
    retryAfter: expect.any(Number),
  })
  await sessions.open(null, 'b')
  await sessions.open(first.client_secret, 'a')
  now += 2 * MINUTE
  await sessions.open(null, 'a')
})

test('the secret of the data folder outlives a restart', async () => {
  const first = await keepSigningSecret(dir)
  expect(first.length).toBeGreaterThanOrEqual(32)
  expect(await keepSigningSecret(dir)).toBe(first)
})
