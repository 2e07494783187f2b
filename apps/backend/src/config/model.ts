import {z} from 'zod'
import {httpUrl, word} from './schemas.ts'
import {problem, type Values} from './variable.ts'

export interface ModelConfig {
  readonly apiKey: string
  /** Undefined = OpenAI itself, spoken to in the Responses dialect; any other base URL gets chat completions. */
  readonly baseUrl: string | undefined
  /** Undefined = the Agents SDK's default, possible with OpenAI only. */
  readonly model: string | undefined
}

/** US dollars for a million tokens. */
export interface Prices {
  readonly input: number
  readonly output: number
}

const price = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/)
  .transform(Number)

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
    schema: word,
    fallback: undefined,
    expected: 'a model name as the server knows it',
    example: 'qwen3:8b',
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
} as const

type ModelValues = Values<typeof MODEL_VARIABLES>

export function readModel(values: ModelValues): ModelConfig | null {
  const {OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, CHATKIT_MODEL: model} = values
  if (apiKey === undefined) return null
  return {apiKey, baseUrl: isElsewhere(baseUrl) ? baseUrl : undefined, model}
}

export function readPrices({CHATKIT_PRICE_INPUT: input, CHATKIT_PRICE_OUTPUT: output}: ModelValues): Prices | null {
  return input === undefined || output === undefined ? null : {input, output}
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
  return problems
}

function isElsewhere(baseUrl: string | undefined): boolean {
  return baseUrl !== undefined && new URL(baseUrl).hostname !== 'api.openai.com'
}
