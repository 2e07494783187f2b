import path from 'node:path'
import {z} from 'zod'
import type {EmbeddingsConfig} from './embeddings/types.ts'
import type {QdrantConfig} from './search/qdrant/connect.ts'

/** What is wrong with the environment: one line a variable, each with what was expected and an example. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export interface ModelConfig {
  readonly apiKey: string
  /** Undefined = OpenAI itself, spoken to in the Responses dialect; any other base URL gets chat completions. */
  readonly baseUrl: string | undefined
  /** Undefined = the Agents SDK's default, possible with OpenAI only. */
  readonly model: string | undefined
}

export interface Config {
  readonly production: boolean
  readonly host: string
  readonly port: number
  /** Path or http(s) URL of chatkit-index.json. */
  readonly index: string
  readonly dataDir: string
  /** Undefined = a SQLite file in the data folder. */
  readonly databaseUrl: string | undefined
  /** Undefined = answers under way are kept in this process's memory. */
  readonly redisUrl: string | undefined
  /** Exact origins, or null = any localhost origin (development only). */
  readonly allowedOrigins: readonly string[] | '*' | null
  /** Undefined = one is made and kept in the data folder (development only). */
  readonly signingSecret: string | undefined
  /** Seconds that a client secret is good for. */
  readonly secretSeconds: number
  readonly trustProxy: boolean
  readonly logLevel: string
  /** Plain lines are for a person at the terminal. */
  readonly logFormat: 'json' | 'plain'
  readonly limits: {
    readonly sessionsPerMinute: number
    readonly turnsPerMinute: number
    readonly turnsPerDay: number
    readonly concurrentRuns: number
    /** Messages an address may send to `/mcp` in a minute; 0 = there is no `/mcp`. */
    readonly mcpPerMinute: number
  }
  readonly retention: {
    /** Days that a conversation is kept. */
    readonly threadDays: number
    /** Days that the text of unanswered and low-rated questions is kept for the owner's report; null = never. */
    readonly questionDays: number | null
  }
  /** Null = the index is a file in the data folder. */
  readonly qdrant: QdrantConfig | null
  /** Null = search by words alone. */
  readonly embeddings: EmbeddingsConfig | null
  /** Null = extractive answers, no model call. */
  readonly model: ModelConfig | null
  /** US dollars for a million tokens; null = the report shows no cost. */
  readonly prices: {readonly input: number; readonly output: number} | null
}

type Env = Readonly<Record<string, string | undefined>>

const whole = (from: number, to: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to))
const price = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/)
  .transform(Number)
const httpUrl = z.string().refine((value) => /^https?:$/.test(protocolOf(value)))

/** One variable: how it is read, what to say when it is wrong, what it is when it is missing. */
const VARIABLES = {
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
  CHATKIT_INDEX: {
    schema: z.string(),
    fallback: 'build/chatkit-index.json',
    expected: 'a file path or an http(s) URL of chatkit-index.json',
    example: 'build/chatkit-index.json',
  },
  CHATKIT_DATA_DIR: {
    schema: z.string(),
    fallback: '.data/chatkit',
    expected: 'a folder this user may write to',
    example: '/var/lib/chatkit',
  },
  DATABASE_URL: {
    schema: z.string().refine((value) => /^postgres(?:ql)?:$/.test(protocolOf(value))),
    fallback: undefined,
    expected: 'a Postgres URL; without it conversations are kept in a SQLite file in the data folder',
    example: 'postgres://chatkit:secret@localhost:5432/chatkit',
  },
  REDIS_URL: {
    schema: z.string().refine((value) => /^rediss?:$/.test(protocolOf(value))),
    fallback: undefined,
    expected: 'a Redis URL; several processes need one, so that each can go on with the answers of the others',
    example: 'redis://localhost:6379',
  },
  CHATKIT_ALLOWED_ORIGINS: {
    schema: z
      .string()
      .transform(splitList)
      .refine((list) => list.every(isOrigin)),
    fallback: null,
    expected: 'origins separated by commas, each with scheme and without a path',
    example: 'https://docs.example.com,https://www.example.com',
  },
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
  CHATKIT_TRUST_PROXY: {
    schema: z.enum(['0', '1']),
    fallback: '0',
    expected: '1 when a reverse proxy of yours sets X-Forwarded-For, else 0',
    example: '1',
  },
  CHATKIT_LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    fallback: 'info',
    expected: 'debug, info, warn, error or silent',
    example: 'info',
  },
  CHATKIT_LOG: {
    schema: z.enum(['json', 'plain']),
    fallback: undefined,
    expected: 'json or plain; without it JSON in production and plain lines otherwise',
    example: 'json',
  },
  CHATKIT_SESSIONS_PER_MINUTE: {
    schema: whole(1, 1_000_000),
    fallback: 60,
    expected: 'new sessions an address may open in a minute, a whole number above 0',
    example: '60',
  },
  CHATKIT_TURNS_PER_MINUTE: {
    schema: whole(1, 1_000_000),
    fallback: 20,
    expected: 'questions a session may ask in a minute, a whole number above 0',
    example: '20',
  },
  CHATKIT_TURNS_PER_DAY: {
    schema: whole(1, 1_000_000),
    fallback: 500,
    expected: 'questions a session may ask in a day, a whole number above 0',
    example: '500',
  },
  CHATKIT_CONCURRENT_RUNS: {
    schema: whole(1, 1_000),
    fallback: 3,
    expected: 'answers a session may have under way at once, a whole number above 0',
    example: '3',
  },
  CHATKIT_RETENTION_DAYS: {
    // A session can last a day and a half, and nobody's conversation may be deleted under their hands.
    schema: whole(2, 3_650),
    fallback: 30,
    expected: 'days after which conversations are deleted, a whole number from 2 to 3650',
    example: '30',
  },
  CHATKIT_KEEP_QUESTIONS: {
    schema: z.union([z.literal('none'), whole(1, 3_650)]),
    fallback: 90,
    expected: 'days that unanswered and low-rated questions are kept for the report, from 1 to 3650, or none',
    example: 'none',
  },
  CHATKIT_PRICE_INPUT: {
    schema: price,
    fallback: undefined,
    expected: "US dollars for a million tokens that the model reads, for the report's cost",
    example: '0.25',
  },
  CHATKIT_PRICE_OUTPUT: {
    schema: price,
    fallback: undefined,
    expected: "US dollars for a million tokens that the model writes, for the report's cost",
    example: '2',
  },
  CHATKIT_MCP_PER_MINUTE: {
    schema: whole(0, 1_000_000),
    fallback: 120,
    expected: 'messages that agents of one address may send to /mcp in a minute, a whole number; 0 turns /mcp off',
    example: '120',
  },
  OPENAI_API_KEY: {
    schema: z.string().regex(/^\S+$/),
    fallback: undefined,
    expected: 'a key without spaces; local servers take any word',
    example: 'sk-… or local',
  },
  OPENAI_BASE_URL: {
    schema: httpUrl,
    fallback: undefined,
    expected: 'an http(s) URL that ends before /chat/completions',
    example: 'http://localhost:11434/v1',
  },
  QDRANT_URL: {
    schema: httpUrl,
    fallback: undefined,
    expected: "Qdrant's http(s) URL; without it the search index is a file in the data folder",
    example: 'http://localhost:6333',
  },
  QDRANT_API_KEY: {
    schema: z.string().regex(/^\S+$/),
    fallback: undefined,
    expected: 'a key that may write to Qdrant, without spaces',
    example: 'the value of QDRANT__SERVICE__API_KEY',
  },
  QDRANT_COLLECTION: {
    schema: z.string().regex(/^[\w.-]{1,200}$/),
    fallback: 'chatkit',
    expected: 'a name of letters, digits, dots, dashes and underscores; each site and each language needs its own',
    example: 'chatkit-en',
  },
  CHATKIT_EMBEDDINGS_URL: {
    schema: httpUrl,
    fallback: undefined,
    expected: 'an http(s) URL that ends before /embeddings; turns search by meaning on',
    example: 'http://localhost:11434/v1',
  },
  CHATKIT_EMBEDDINGS_MODEL: {
    schema: z.string().regex(/^\S+$/),
    fallback: undefined,
    expected: 'the name of an embedding model as the server knows it',
    example: 'bge-m3',
  },
  CHATKIT_EMBEDDINGS_API_KEY: {
    schema: z.string().regex(/^\S+$/),
    fallback: undefined,
    expected: 'a key without spaces, if the server wants one',
    example: 'sk-…',
  },
  CHATKIT_EMBEDDINGS_FOLDER: {
    schema: z.string(),
    fallback: undefined,
    expected: 'a folder with an ONNX embedding model, run in this process by @huggingface/transformers',
    example: 'models/all-MiniLM-L6-v2',
  },
  CHATKIT_EMBEDDINGS_QUERY_PREFIX: {
    schema: z.string().max(200),
    fallback: '',
    expected: 'what the model wants before a question, in double quotes if a space ends it',
    example: '"query: "',
  },
  CHATKIT_EMBEDDINGS_PASSAGE_PREFIX: {
    schema: z.string().max(200),
    fallback: '',
    expected: 'what the model wants before a passage, in double quotes if a space ends it',
    example: '"passage: "',
  },
  CHATKIT_EMBEDDINGS_MIN_SIMILARITY: {
    schema: z
      .string()
      .regex(/^(0(\.\d+)?|1(\.0+)?)$/)
      .transform(Number),
    fallback: 0.5,
    expected: 'the similarity from which a passage answers without sharing words, from 0 to 1',
    example: '0.5',
  },
  CHATKIT_MODEL: {
    schema: z.string().regex(/^\S+$/),
    fallback: undefined,
    expected: 'a model name as the server knows it',
    example: 'qwen3:8b',
  },
} as const

type Values = {
  [Name in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[Name]['schema']> | (typeof VARIABLES)[Name]['fallback']
}

/**
 * Reads the configuration from environment variables; an empty variable counts as missing.
 *
 * @throws ConfigError naming every variable that is wrong
 */
export function readConfig(env: Env, cwd: string): Config {
  const problems: string[] = []
  const values = readVariables(env, problems)
  const production = values.NODE_ENV === 'production'
  const origins = values.CHATKIT_ALLOWED_ORIGINS
  const wildcard = origins?.includes('*') ?? false

  if (production && values.CHATKIT_SIGNING_SECRET === undefined) {
    problems.push(describe('CHATKIT_SIGNING_SECRET', 'is missing, and production needs one'))
  }
  if (production && origins === null)
    problems.push(describe('CHATKIT_ALLOWED_ORIGINS', "is missing, and production needs the site's origin"))
  if (production && wildcard) problems.push(describe('CHATKIT_ALLOWED_ORIGINS', 'must not be * in production'))
  if (values.OPENAI_API_KEY === undefined && values.OPENAI_BASE_URL !== undefined) {
    problems.push(describe('OPENAI_API_KEY', 'is missing although OPENAI_BASE_URL is set'))
  }
  if (
    values.OPENAI_BASE_URL !== undefined &&
    !isOfficial(values.OPENAI_BASE_URL) &&
    values.CHATKIT_MODEL === undefined
  ) {
    problems.push(describe('CHATKIT_MODEL', 'is missing, and only OpenAI has a default model'))
  }
  if ((values.CHATKIT_PRICE_INPUT === undefined) !== (values.CHATKIT_PRICE_OUTPUT === undefined)) {
    const missing = values.CHATKIT_PRICE_INPUT === undefined ? 'CHATKIT_PRICE_INPUT' : 'CHATKIT_PRICE_OUTPUT'
    problems.push(describe(missing, 'is missing although the other price is set'))
  }
  if (values.CHATKIT_EMBEDDINGS_URL !== undefined && values.CHATKIT_EMBEDDINGS_MODEL === undefined) {
    problems.push(describe('CHATKIT_EMBEDDINGS_MODEL', 'is missing although CHATKIT_EMBEDDINGS_URL is set'))
  }
  if (values.CHATKIT_EMBEDDINGS_URL !== undefined && values.CHATKIT_EMBEDDINGS_FOLDER !== undefined) {
    problems.push(
      describe('CHATKIT_EMBEDDINGS_FOLDER', 'is set although CHATKIT_EMBEDDINGS_URL is; one of them is enough'),
    )
  }
  if (problems.length > 0)
    throw new ConfigError(`The configuration is not usable:\n${problems.map((line) => `  ${line}`).join('\n')}`)

  const index = values.CHATKIT_INDEX
  return {
    production,
    host: values.HOST,
    port: values.PORT,
    index: /^https?:\/\//i.test(index) ? index : path.resolve(cwd, index),
    dataDir: path.resolve(cwd, values.CHATKIT_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    allowedOrigins: wildcard ? '*' : origins,
    signingSecret: values.CHATKIT_SIGNING_SECRET,
    secretSeconds: values.CHATKIT_SECRET_SECONDS,
    trustProxy: values.CHATKIT_TRUST_PROXY === '1',
    logLevel: values.CHATKIT_LOG_LEVEL,
    logFormat: values.CHATKIT_LOG ?? (production ? 'json' : 'plain'),
    limits: {
      sessionsPerMinute: values.CHATKIT_SESSIONS_PER_MINUTE,
      turnsPerMinute: values.CHATKIT_TURNS_PER_MINUTE,
      turnsPerDay: values.CHATKIT_TURNS_PER_DAY,
      concurrentRuns: values.CHATKIT_CONCURRENT_RUNS,
      mcpPerMinute: values.CHATKIT_MCP_PER_MINUTE,
    },
    retention: {
      threadDays: values.CHATKIT_RETENTION_DAYS,
      questionDays: values.CHATKIT_KEEP_QUESTIONS === 'none' ? null : values.CHATKIT_KEEP_QUESTIONS,
    },
    qdrant:
      values.QDRANT_URL === undefined
        ? null
        : {url: values.QDRANT_URL, apiKey: values.QDRANT_API_KEY, collection: values.QDRANT_COLLECTION},
    embeddings: readEmbeddings(values, cwd),
    model: readModel(values),
    prices: readPrices(values),
  }
}

/** The variables with what they take, for `--help`. */
export function describeVariables(): string {
  return Object.entries(VARIABLES)
    .map(
      ([name, {expected, fallback}]) =>
        `  ${name.padEnd(34)} ${expected}${fallback === undefined || fallback === null || fallback === '' ? '' : ` [${fallback}]`}`,
    )
    .join('\n')
}

function readVariables(env: Env, problems: string[]): Values {
  const entries = Object.entries(VARIABLES).map(([name, variable]) => {
    const raw = env[name]?.trim()
    if (raw === undefined || raw === '') return [name, variable.fallback]
    const parsed = variable.schema.safeParse(raw)
    if (parsed.success) return [name, parsed.data]
    // The value itself stays out of the message: it may be a secret in the wrong place.
    problems.push(describe(name as keyof typeof VARIABLES, 'has a value that cannot be used'))
    return [name, variable.fallback]
  })
  return Object.fromEntries(entries) as Values
}

function readModel(values: Values): ModelConfig | null {
  if (values.OPENAI_API_KEY === undefined) return null
  const baseUrl = values.OPENAI_BASE_URL
  return {
    apiKey: values.OPENAI_API_KEY,
    baseUrl: baseUrl !== undefined && isOfficial(baseUrl) ? undefined : baseUrl,
    model: values.CHATKIT_MODEL,
  }
}

function readPrices({CHATKIT_PRICE_INPUT: input, CHATKIT_PRICE_OUTPUT: output}: Values): Config['prices'] {
  return input === undefined || output === undefined ? null : {input, output}
}

function readEmbeddings(values: Values, cwd: string): EmbeddingsConfig | null {
  const {CHATKIT_EMBEDDINGS_URL: url, CHATKIT_EMBEDDINGS_MODEL: model, CHATKIT_EMBEDDINGS_FOLDER: folder} = values
  const common = {
    queryPrefix: unquote(values.CHATKIT_EMBEDDINGS_QUERY_PREFIX),
    passagePrefix: unquote(values.CHATKIT_EMBEDDINGS_PASSAGE_PREFIX),
    minSimilarity: values.CHATKIT_EMBEDDINGS_MIN_SIMILARITY,
  }
  if (folder !== undefined) return {...common, source: {kind: 'folder', folder: path.resolve(cwd, folder)}}
  if (url === undefined || model === undefined) return null
  return {...common, source: {kind: 'endpoint', url, model, apiKey: values.CHATKIT_EMBEDDINGS_API_KEY}}
}

/** Values are trimmed: a space at the end is kept by quotes. */
function unquote(value: string): string {
  return /^".*"$/s.test(value) ? value.slice(1, -1) : value
}

function describe(name: keyof typeof VARIABLES, problem: string): string {
  const {expected, example} = VARIABLES[name]
  return `${name} ${problem}. Expected: ${expected}. Example: ${example}`
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((entry) => entry.trim().replace(/\/$/, ''))
    .filter(Boolean)
}

function isOrigin(value: string): boolean {
  return (
    value === '*' || (URL.canParse(value) && /^https?:$/.test(protocolOf(value)) && new URL(value).origin === value)
  )
}

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : ''
}

function isOfficial(baseUrl: string): boolean {
  return new URL(baseUrl).hostname === 'api.openai.com'
}
