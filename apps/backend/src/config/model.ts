import {z} from 'zod'
import type {Deadlines} from '../agent/deadlines.ts'
import {httpUrl, splitList, whole, word} from './schemas.ts'
import {problem, type Values} from './variable.ts'

export interface ModelConfig {
  readonly apiKey: string
  /** Undefined = OpenAI itself, spoken to in the Responses dialect; any other base URL gets chat completions. */
  readonly baseUrl: string | undefined
  /** In the order in which they are asked; none = the Agents SDK's default, possible with OpenAI only. */
  readonly models: readonly string[]
}

/** How a model is used, whichever it is. */
export interface ModelUseConfig {
  readonly deadlines: Deadlines
  /** Milliseconds for a whole answer, its searches included. */
  readonly totalMs: number
  /** Tokens that models may read and write in a day; 0 = any number. */
  readonly tokensPerDay: number
  /** Tokens that a model can read and write in one request. */
  readonly contextTokens: number
  /** Whether readers are told of sentences that the passages do not bear out. */
  readonly markUnsupported: boolean
}

/** US dollars for a million tokens. */
export interface Price {
  readonly input: number
  readonly output: number
}

/** One for all models, or one for each by its name. */
export type Prices = Price | ReadonlyMap<string, Price>

const prices = z
  .string()
  .transform(splitList)
  .refine((list) => list.every((entry) => /^\d+(?:\.\d+)?$/.test(entry)))
  .transform((list) => list.map(Number))

export const MODEL_VARIABLES = {
  OPENAI_API_KEY: {
    schema: word,
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
  CHATKIT_MODEL: {
    schema: z
      .string()
      .transform(splitList)
      .refine((list) => list.every((name) => word.safeParse(name).success) && new Set(list).size === list.length),
    fallback: undefined,
    expected: 'a model name as the server knows it, or several by commas, each asked when the ones before it fail',
    example: 'gpt-5-mini,gpt-4.1-mini',
  },
  CHATKIT_CONTEXT_TOKENS: {
    schema: whole(4_000, 2_000_000),
    fallback: 16_000,
    expected: 'tokens that the model can read and write in one request, a whole number from 4000',
    example: '32000',
  },
  CHATKIT_FIRST_TOKEN_SECONDS: {
    schema: whole(1, 600),
    fallback: 60,
    expected: 'seconds that a model gets for its first word, from 1 to 600',
    example: '120',
  },
  CHATKIT_STALL_SECONDS: {
    schema: whole(1, 600),
    fallback: 60,
    expected: 'seconds that a model may be silent in the middle of its answer, from 1 to 600',
    example: '30',
  },
  CHATKIT_ANSWER_SECONDS: {
    schema: whole(1, 3_600),
    fallback: 300,
    expected: 'seconds that a model gets for a whole answer, its searches included, from 1 to 3600',
    example: '120',
  },
  CHATKIT_TOKENS_PER_DAY: {
    schema: whole(0, 1_000_000_000_000),
    fallback: 10_000_000,
    expected: 'tokens that models may read and write in a day, then answers are quoted; a whole number, 0 = no limit',
    example: '2000000',
  },
  CHATKIT_MARK_UNSUPPORTED: {
    schema: z.enum(['0', '1']),
    fallback: '1',
    expected: '1 to name sentences of a model that its passages do not bear out below its answer, 0 to only count them',
    example: '0',
  },
  CHATKIT_PRICE_INPUT: {
    schema: prices,
    fallback: undefined,
    expected: "US dollars for a million tokens that the model reads, one for each model, for the report's cost",
    example: '0.25',
  },
  CHATKIT_PRICE_OUTPUT: {
    schema: prices,
    fallback: undefined,
    expected: "US dollars for a million tokens that the model writes, one for each model, for the report's cost",
    example: '2',
  },
} as const

type ModelValues = Values<typeof MODEL_VARIABLES>

export function readModel(values: ModelValues): ModelConfig | null {
  const {OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl} = values
  if (apiKey === undefined) return null
  return {apiKey, baseUrl: isElsewhere(baseUrl) ? baseUrl : undefined, models: values.CHATKIT_MODEL ?? []}
}

export function readModelUse(values: ModelValues): ModelUseConfig {
  return {
    deadlines: {
      firstTokenMs: values.CHATKIT_FIRST_TOKEN_SECONDS * 1_000,
      stallMs: values.CHATKIT_STALL_SECONDS * 1_000,
    },
    totalMs: values.CHATKIT_ANSWER_SECONDS * 1_000,
    tokensPerDay: values.CHATKIT_TOKENS_PER_DAY,
    contextTokens: values.CHATKIT_CONTEXT_TOKENS,
    markUnsupported: values.CHATKIT_MARK_UNSUPPORTED === '1',
  }
}

export function readPrices(values: ModelValues): Prices | null {
  const {CHATKIT_PRICE_INPUT: inputs, CHATKIT_PRICE_OUTPUT: outputs, CHATKIT_MODEL: models = []} = values
  if (inputs === undefined || outputs === undefined) return null
  const list = inputs.map((input, at) => ({input, output: outputs[at] ?? 0}))
  const [one] = list
  if (list.length === 1 && one !== undefined) return one
  return new Map(list.map((price, at) => [models[at] ?? '', price]))
}

export function checkModel(values: ModelValues): string[] {
  const {OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, CHATKIT_MODEL: model} = values
  const {CHATKIT_PRICE_INPUT: input, CHATKIT_PRICE_OUTPUT: output} = values
  const problems: string[] = []
  const refuse = (name: keyof ModelValues, what: string) => problems.push(problem(MODEL_VARIABLES, name, what))
  if (apiKey === undefined && baseUrl !== undefined)
    refuse('OPENAI_API_KEY', 'is missing although OPENAI_BASE_URL is set')
  if (isElsewhere(baseUrl) && model === undefined)
    refuse('CHATKIT_MODEL', 'is missing, and only OpenAI has a default model')
  if ((input === undefined) !== (output === undefined)) {
    const missing = input === undefined ? 'CHATKIT_PRICE_INPUT' : 'CHATKIT_PRICE_OUTPUT'
    refuse(missing, 'is missing although the other price is set')
  }
  for (const [name, list] of [
    ['CHATKIT_PRICE_INPUT', input],
    ['CHATKIT_PRICE_OUTPUT', output],
  ] as const) {
    if (list !== undefined && list.length !== 1 && list.length !== model?.length)
      refuse(name, 'has another number of prices than CHATKIT_MODEL has models')
  }
  if (input !== undefined && output !== undefined && input.length !== output.length)
    refuse('CHATKIT_PRICE_OUTPUT', 'has another number of prices than CHATKIT_PRICE_INPUT')
  return problems
}

function isElsewhere(baseUrl: string | undefined): boolean {
  return baseUrl !== undefined && new URL(baseUrl).hostname !== 'api.openai.com'
}
