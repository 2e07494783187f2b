import {z} from 'zod'
import {whole} from './schemas.ts'
import {problem, type Values} from './variable.ts'

export interface SessionsConfig {
  /** Undefined = one is made and kept in the data folder (development only). */
  readonly signingSecret: string | undefined
  /** Seconds that a client secret is good for. */
  readonly secretSeconds: number
}

export const SESSIONS_VARIABLES = {
  CHATKIT_SIGNING_SECRET: {
    schema: z.string().min(32),
    fallback: undefined,
    expected: 'at least 32 characters that nobody can guess',
    example: 'the output of: openssl rand -base64 32',
  },
  CHATKIT_SECRET_SECONDS: {
    schema: whole(1, 86_400),
    fallback: 900,
    expected: 'seconds after which the page has to renew its session secret, a whole number from 1 to 86400',
    example: '900',
  },
} as const

type SessionsValues = Values<typeof SESSIONS_VARIABLES>

export function readSessions(values: SessionsValues): SessionsConfig {
  return {signingSecret: values.CHATKIT_SIGNING_SECRET, secretSeconds: values.CHATKIT_SECRET_SECONDS}
}

export function checkSessions(values: SessionsValues, production: boolean): string[] {
  if (!production || values.CHATKIT_SIGNING_SECRET !== undefined) return []
  return [problem(SESSIONS_VARIABLES, 'CHATKIT_SIGNING_SECRET', 'is missing, and production needs one')]
}
