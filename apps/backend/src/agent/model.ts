import {getDefaultModel, OpenAIChatCompletionsModel, OpenAIResponsesModel, type Model} from '@openai/agents'
import OpenAI from 'openai'
import type {ModelConfig} from '../config.ts'
import {ModelHealth} from '../turn/model-health.ts'
import {createModelFetch} from './compatible/model-fetch.ts'
import type {ModelLink} from './model-chain.ts'

/** Milliseconds; longer than any deadline of a reply, which is what ends a request that takes too long. */
const TIMEOUT = 20 * 60_000

/**
 * The configured language models: of OpenAI itself in the Responses dialect, of any other server in that of chat completions, which
 * Gemini, Ollama, vLLM and llama.cpp all speak.
 */
export function createModels(config: ModelConfig): ModelLink[] {
  const client = createModelClient(config)
  const create = (name: string): Model =>
    config.baseUrl === undefined ? new OpenAIResponsesModel(client, name) : new OpenAIChatCompletionsModel(client, name)
  const names = config.models.length === 0 ? [getDefaultModel()] : config.models
  return names.map((name) => ({name, model: create(name), health: new ModelHealth()}))
}

/** The client for either dialect. It does not try again by itself: that is the chain's to decide. */
export function createModelClient({apiKey, baseUrl}: Pick<ModelConfig, 'apiKey' | 'baseUrl'>): OpenAI {
  // Everything is given, null included: the client would otherwise look into further OPENAI_ variables.
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: TIMEOUT,
    // What fails is in our own log, once.
    logLevel: 'off',
    fetch: createModelFetch(),
  })
}
