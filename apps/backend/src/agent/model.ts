import {getDefaultModel, OpenAIChatCompletionsModel, OpenAIResponsesModel, type Model} from '@openai/agents'
import OpenAI from 'openai'
import type {ModelConfig} from '../config.ts'

/** Milliseconds a model may take to begin its reply. */
const TIMEOUT = 60_000

/**
 * The configured language model: OpenAI itself in the Responses dialect, any other server in that of chat completions, which
 * Gemini, Ollama, vLLM and llama.cpp all speak.
 */
export function createModel(config: ModelConfig): Model {
  const client = createModelClient(config)
  const name = config.model ?? getDefaultModel()
  return config.baseUrl === undefined
    ? new OpenAIResponsesModel(client, name)
    : new OpenAIChatCompletionsModel(client, name)
}

/** The client for either dialect. */
export function createModelClient({apiKey, baseUrl}: ModelConfig): OpenAI {
  // Everything is given, null included: the client would otherwise look into further OPENAI_ variables.
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    maxRetries: 1,
    timeout: TIMEOUT,
  })
}
