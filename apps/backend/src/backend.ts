import path from 'node:path'
import {setTracingDisabled, type Model} from '@openai/agents'
import type {Hono} from 'hono'
import type {Logger} from 'pino'
import type {ModelLink} from './agent/model-chain.ts'
import {createModels} from './agent/model.ts'
import {createApp} from './app.ts'
import type {Config} from './config.ts'
import {FILES, prepareDataDir} from './data-dir.ts'
import {DocsServer} from './docs-server.ts'
import {DocsStore} from './docs-store.ts'
import {SiteWatcher} from './index/site-watcher.ts'
import {IndexWatcher} from './index/watcher.ts'
import {TokenBudget} from './limits/token-budget.ts'
import {TurnLimits} from './limits/turn-limits.ts'
import {WindowLimiter} from './limits/window.ts'
import {createMcp} from './mcp/handle-mcp.ts'
import {setUpSite} from './search/site-setup.ts'
import type {SearchIndex} from './search/types.ts'
import {WorkerIndex} from './search/worker-index.ts'
import {Revocations} from './sessions/revocations.ts'
import {SecretSigner} from './sessions/secrets.ts'
import {openDatabase, openRunLog} from './storage.ts'
import {SessionService} from './sessions/service.ts'
import {keepSigningSecret} from './sessions/signing-secret.ts'
import {ModelHealth} from './turn/model-health.ts'
import {openReport} from './report/open-report.ts'
import {ReportWriter} from './report/report-writer.ts'
import {Retention} from './retention.ts'

/** What a test or another program may put in place of what the configuration gives. */
export interface BackendParts {
  readonly index?: SearchIndex
  /** Null = extractive answers. */
  readonly model?: Model | null
  readonly pace?: number
  /** Milliseconds since 1970; for sessions only. */
  readonly now?: () => number
}

export interface Backend {
  readonly app: Hono
  readonly watcher: SiteWatcher
  readonly retention: Retention
  /** Resolves when each content index has been looked at once, and taken in if that was possible. */
  readonly indexed: Promise<void>
  /** Resolves when the owner's report has everything so far. */
  settleReport(): Promise<void>
  /** Ends answers under way and lets go of files and threads. */
  close(): Promise<void>
}

/** Builds the backend from its configuration. Nothing listens yet; the content index is taken in behind it. */
export async function createBackend(config: Config, logger: Logger, parts: BackendParts = {}): Promise<Backend> {
  // Spans would go to OpenAI, questions included, as soon as a key is there.
  setTracingDisabled(true)
  await prepareDataDir(config.dataDir)
  const inData = (file: string): string => path.join(config.dataDir, file)
  const clock = parts.now === undefined ? {} : {now: parts.now}

  const db = await openDatabase(config, inData(FILES.threads))
  const runLog = await openRunLog(config, (error) => logger.error({err: error}, 'Redis cannot be used'))
  const reportStore = await openReport(db, config, logger)
  const report = reportStore === null ? null : new ReportWriter(reportStore, logger)
  const store = new DocsStore({db, subject: ({sessionId}) => sessionId}, async (id) => await report?.forgetThread(id))
  const retention = new Retention({db, report: reportStore, retention: config.retention, logger, ...clock})
  retention.start()
  const index = parts.index ?? new WorkerIndex(setUpSite(config))
  const watcher = new SiteWatcher(config.indexes.map(({source}) => new IndexWatcher({index, source, logger})))

  const secret = config.signingSecret ?? (await keepSigningSecret(config.dataDir))
  const sessions = new SessionService({
    signer: new SecretSigner(secret, parts.now),
    revocations: new Revocations(inData(FILES.revoked)),
    secretSeconds: config.secretSeconds,
    sessionsPerMinute: config.limits.sessionsPerMinute,
    ...clock,
  })
  const links = linksOf(config, parts)
  const indexHealth = () => watcher.health
  const budget = new TokenBudget(config.modelUse.tokensPerDay, parts.now)
  if (reportStore !== null) budget.resume(await reportStore.tokensSince(budget.dayStart))
  const limits = new TurnLimits({...config.limits, ...clock})
  const server = new DocsServer({
    store,
    runLog,
    index,
    indexHealth,
    models: {...config.modelUse, links, budget},
    limits,
    logger,
    report,
    pace: parts.pace,
  })
  const {mcpPerMinute} = config.limits
  const limiter = new WindowLimiter({limit: mcpPerMinute, windowMs: 60_000, ...clock})
  const mcp = mcpPerMinute === 0 ? null : createMcp({index, limiter, logger})
  const app = createApp({
    server,
    sessions,
    mcp,
    allowedOrigins: config.allowedOrigins,
    trustProxy: config.trustProxy,
    logger,
    readiness: {
      index,
      indexHealth,
      sources: () => watcher.sources,
      models: links,
      checkStore: () => db.selectFrom('chatkit_threads').select('id').limit(1).execute(),
      // In production the outside only learns yes or no.
      details: !config.production,
    },
  })

  return {
    app,
    watcher,
    retention,
    indexed: watcher.start(),
    settleReport: async () => await report?.settle(),
    async close() {
      watcher.close()
      await mcp?.close()
      // First the answers: they still need the search and the store.
      await server.stop()
      await runLog.close()
      await report?.settle()
      await retention.close()
      await index.close()
      await db.destroy()
    },
  }
}

function linksOf(config: Config, {model}: BackendParts): ModelLink[] {
  if (model === undefined) return config.model === null ? [] : createModels(config.model)
  return model === null ? [] : [{name: 'model', model, health: new ModelHealth()}]
}
