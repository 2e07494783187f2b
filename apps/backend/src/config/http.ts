import {z} from 'zod'
import {splitList, whole} from './schemas.ts'
import {problem, type Values} from './variable.ts'

export interface HttpConfig {
  readonly production: boolean
  readonly host: string
  readonly port: number
  /** Exact origins, or null = any localhost origin (development only). */
  readonly allowedOrigins: readonly string[] | '*' | null
  readonly trustProxy: boolean
}

/** Where the server listens, and to whom. */
export const HTTP_VARIABLES = {
  NODE_ENV: {
    schema: z.enum(['development', 'production', 'test']),
    fallback: 'development',
    expected: 'development, production or test',
    example: 'production',
  },
  HOST: {
    schema: z.string().regex(/^[\w.:-]+$/),
    fallback: '127.0.0.1',
    expected: 'a host name or address to listen on',
    example: '0.0.0.0',
  },
  PORT: {schema: whole(0, 65_535), fallback: 8000, expected: 'a whole number from 0 to 65535', example: '8000'},
  CHATKIT_ALLOWED_ORIGINS: {
    schema: z
      .string()
      .transform((value) => splitList(value).map((origin) => origin.replace(/\/$/, '')))
      .refine((list) => list.every(isOrigin)),
    fallback: null,
    expected: 'origins separated by commas, each with scheme and without a path',
    example: 'https://docs.example.com,https://www.example.com',
  },
  CHATKIT_TRUST_PROXY: {
    schema: z.enum(['0', '1']),
    fallback: '0',
    expected: '1 when a reverse proxy of yours sets X-Forwarded-For, else 0',
    example: '1',
  },
} as const

type HttpValues = Values<typeof HTTP_VARIABLES>

export function readHttp(values: HttpValues): HttpConfig {
  const origins = values.CHATKIT_ALLOWED_ORIGINS
  return {
    production: values.NODE_ENV === 'production',
    host: values.HOST,
    port: values.PORT,
    allowedOrigins: origins?.includes('*') === true ? '*' : origins,
    trustProxy: values.CHATKIT_TRUST_PROXY === '1',
  }
}

export function checkHttp({NODE_ENV, CHATKIT_ALLOWED_ORIGINS: origins}: HttpValues): string[] {
  if (NODE_ENV !== 'production') return []
  const refuse = (what: string): string[] => [problem(HTTP_VARIABLES, 'CHATKIT_ALLOWED_ORIGINS', what)]
  if (origins === null) return refuse("is missing, and production needs the site's origin")
  return origins.includes('*') ? refuse('must not be * in production') : []
}

function isOrigin(value: string): boolean {
  if (value === '*') return true
  if (!URL.canParse(value)) return false
  const {protocol, origin} = new URL(value)
  return /^https?:$/.test(protocol) && origin === value
}
