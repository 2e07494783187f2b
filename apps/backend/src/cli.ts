#!/usr/bin/env node
import path from 'node:path'
import process from 'node:process'
import {parseArgs} from 'node:util'
import {ChatKitError} from 'chatkit-server'
import {ConfigError, describeVariables, readConfig, type Config} from './config.ts'
import {resolveSource} from './config/content.ts'
import {FILES, prepareDataDir} from './data-dir.ts'
import {IndexError} from './index/errors.ts'
import {createLogger} from './log/create-logger.ts'
import {showProgress} from './show-progress.ts'
import {setUpSite} from './search/site-setup.ts'
import {WorkerIndex} from './search/worker-index.ts'
import type {IngestMode} from './search/types.ts'
import {listen} from './serve.ts'
import {Revocations} from './sessions/revocations.ts'

const HELP = `chatkit-docs-backend: answers questions about a Docusaurus site over the ChatKit protocol.

Usage:
  chatkit-docs-backend [serve]              Listen, and take in the content index.
  chatkit-docs-backend ingest [source]      Take in the content index, or this one (path or URL), and stop. With --force
                                            also one with far fewer sections than the last; with --previous the one
                                            before the one that is searched, also for a running server.
  chatkit-docs-backend revoke <session-id>  Refuse a session from now on, also in a running server.
  chatkit-docs-backend report [options]     What readers asked and what was not answered. Options: --days 30, and
                                            --html, --csv or --json with a file, or - for standard output.
  chatkit-docs-backend --help

Settings are environment variables:
${describeVariables()}

Without OPENAI_API_KEY answers are quoted from the text, and nothing is sent anywhere.
`

/** Exit codes: 0 done, 1 it failed, 2 it was called or configured wrongly. */
async function main(args: readonly string[]): Promise<number> {
  if (args[0] === 'report' && !args.includes('--help')) {
    await report(args.slice(1))
    return 0
  }
  const {values, positionals} = parseArgs({
    args: [...args],
    options: {help: {type: 'boolean', short: 'h'}, force: {type: 'boolean'}, previous: {type: 'boolean'}},
    allowPositionals: true,
  })
  const [command = 'serve', ...rest] = positionals
  if (values.help === true || command === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  const mode = readMode(values)
  if (command === 'ingest' && rest.length <= 1) return await ingest(rest[0], mode)
  if (mode !== 'checked') throw new ConfigError('--force and --previous belong to ingest.')
  if (command === 'serve' && rest.length === 0) return await serve()
  if (command === 'revoke' && rest[0] !== undefined && rest.length === 1) return await revoke(rest[0])
  process.stderr.write(`"${positionals.join(' ')}" is not a command of chatkit-docs-backend.\n\n${HELP}`)
  return 2
}

function readMode({force = false, previous = false}: {force?: boolean; previous?: boolean}): IngestMode {
  if (force && previous) throw new ConfigError('Give either --force or --previous.')
  return previous ? 'previous' : force ? 'force' : 'checked'
}

async function serve(): Promise<number> {
  const config = readConfig(process.env, process.cwd())
  const logger = createLogger(config)
  await prepareDataDir(config.dataDir)
  // Only now: the agent's packages take a second to load, and what is wrong above is said without that wait.
  const {createBackend} = await import('./backend.ts')
  const backend = await createBackend(config, logger)
  const running = await listen(backend, config, logger).catch(async (error: unknown) => {
    await backend.close()
    throw error
  })
  process.on('unhandledRejection', (error) => logger.error({err: error}, 'unhandled rejection'))
  logger.info({signal: await firstSignal()}, 'stopping')
  await running.stop()
  return 0
}

/**
 * Resolves with the first SIGINT or SIGTERM; a second one ends the process at once. The listeners stay: the Agents SDK has
 * its own, which call `process.exit` in the middle of our stopping when they find themselves alone.
 */
function firstSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let seen = false
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (seen) process.exit(130)
        seen = true
        resolve(name)
      })
    }
  })
}

async function ingest(source: string | undefined, mode: IngestMode): Promise<number> {
  const {config, sources} = chooseIndexes(source)
  if (mode === 'previous' && sources.length > 1)
    throw new ConfigError('Each index has its own previous one. Name the one to go back in: ingest <source> --previous')
  await prepareDataDir(config.dataDir)
  const index = new WorkerIndex(setUpSite(config))
  const problems: string[] = []
  for (const one of sources) {
    const progress = showProgress(process.stderr)
    try {
      const {sections, added, removed, unchanged, milliseconds, problem} = await index.ingest(one, progress.show, mode)
      progress.clear()
      const name = sources.length === 1 ? '' : `${one}: `
      process.stdout.write(
        `${name}${sections} sections: ${added} read, ${unchanged} unchanged, ${removed} removed, in ${milliseconds} ms.\n`,
      )
      if (mode === 'previous')
        process.stdout.write(
          'The previous index is searched again. The one after it is left out until it changes, or until: ingest --force\n',
        )
      if (problem !== undefined) problems.push(problem)
    } catch (error) {
      progress.clear()
      problems.push(explain(error))
    }
  }
  await index.close()
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  return problems.length === 0 ? 0 : 1
}

/** The configured indexes, or the one that is named: of several it must be one, for each has its own place in the data folder. */
function chooseIndexes(source: string | undefined): {config: Config; sources: readonly string[]} {
  const config = readConfig(process.env, process.cwd())
  if (source === undefined) return {config, sources: config.indexes.map((one) => one.source)}
  if (config.indexes.length === 1) {
    const named = readConfig({...process.env, CHATKIT_INDEX: source}, process.cwd())
    return {config: named, sources: named.indexes.map((one) => one.source)}
  }
  const wanted = resolveSource(source, process.cwd())
  if (!config.indexes.some((one) => one.source === wanted))
    throw new ConfigError(`${source} is none of the indexes in CHATKIT_INDEX. Add it there, or name one of them.`)
  return {config, sources: [wanted]}
}

async function revoke(sessionId: string): Promise<number> {
  if (!/^ses_[0-9a-f]{32}$/.test(sessionId))
    throw new ConfigError('A session id looks like "ses_" and 32 hexadecimal digits.')
  const config = readConfig(process.env, process.cwd())
  await prepareDataDir(config.dataDir)
  await new Revocations(path.join(config.dataDir, FILES.revoked)).revoke(sessionId)
  process.stdout.write(`${sessionId} is refused from now on.\n`)
  return 0
}

async function report(args: readonly string[]): Promise<void> {
  const {reportCommand} = await import('./report/command.ts')
  await reportCommand(args, readConfig(process.env, process.cwd()))
}

/** What the operator should read: the message alone where it says what to do, else everything. */
function explain(error: unknown): string {
  const written = error instanceof ConfigError || error instanceof IndexError || error instanceof ChatKitError
  const misused = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (written || misused) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`)
    process.exitCode = error instanceof ConfigError ? 2 : 1
  },
)
