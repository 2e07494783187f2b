import {readContent, type ContentConfig} from './config/content.ts'
import {checkEmbeddings, readEmbeddings} from './config/embeddings.ts'
import {ConfigError} from './config/error.ts'
import {checkHttp, readHttp, type HttpConfig} from './config/http.ts'
import {readLimits, type LimitsConfig} from './config/limits.ts'
import {readLog, type LogConfig} from './config/log.ts'
import {
  checkModel,
  readModel,
  readModelUse,
  readPrices,
  type ModelConfig,
  type ModelUseConfig,
  type Prices,
} from './config/model.ts'
import {readQdrant} from './config/qdrant.ts'
import {checkSessions, readSessions, type SessionsConfig} from './config/sessions.ts'
import {readStorage, type StorageConfig} from './config/storage.ts'
import {readVariables} from './config/variable.ts'
import {VARIABLES} from './config/variables.ts'
import type {EmbeddingsConfig} from './embeddings/types.ts'
import type {QdrantConfig} from './search/qdrant/connect.ts'

export {ConfigError} from './config/error.ts'
export {describeVariables} from './config/variables.ts'
export type {ModelConfig} from './config/model.ts'

export interface Config extends HttpConfig, ContentConfig, StorageConfig, SessionsConfig, LimitsConfig, LogConfig {
  /** Null = extractive answers, no model call. */
  readonly model: ModelConfig | null
  readonly modelUse: ModelUseConfig
  /** Null = the report shows no cost. */
  readonly prices: Prices | null
  /** Null = search by words alone. */
  readonly embeddings: EmbeddingsConfig | null
  /** Null = the index is a file in the data folder. */
  readonly qdrant: QdrantConfig | null
}

/**
 * Reads the configuration from environment variables; an empty variable counts as missing.
 *
 * @throws ConfigError naming every variable that is wrong
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, cwd: string): Config {
  const problems: string[] = []
  const values = readVariables(VARIABLES, env, problems)
  const http = readHttp(values)
  problems.push(
    ...checkSessions(values, http.production),
    ...checkHttp(values),
    ...checkModel(values),
    ...checkEmbeddings(values),
  )
  if (problems.length > 0)
    throw new ConfigError(`The configuration is not usable:\n${problems.map((line) => `  ${line}`).join('\n')}`)
  return {
    ...http,
    ...readContent(values, cwd),
    ...readStorage(values, cwd),
    ...readSessions(values),
    ...readLimits(values),
    ...readLog(values, http.production),
    model: readModel(values),
    modelUse: readModelUse(values),
    prices: readPrices(values),
    embeddings: readEmbeddings(values, cwd),
    qdrant: readQdrant(values),
  }
}
