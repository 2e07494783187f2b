import {existsSync} from 'node:fs'
import {writeFile} from 'node:fs/promises'
import path from 'node:path'
import {parseArgs} from 'node:util'
import {ConfigError, type Config} from '../config.ts'
import {FILES} from '../data-dir.ts'
import {IndexError} from '../index/errors.ts'
import {parseIndex} from '../index/parse.ts'
import {readIndexSource} from '../index/read.ts'
import type {SiteInfo} from '../search/types.ts'
import {openDatabase} from '../storage.ts'
import {writeCsv} from './csv.ts'
import {writeHtml} from './html.ts'
import {migrateReport} from './migrate.ts'
import {ReportStore, type StoredTurn} from './report-store.ts'
import {pageOf, summarise, type Report, type SitePage, type SummaryInput} from './summary.ts'
import {writeTable} from './table.ts'

const DAY = 24 * 60 * 60_000
const MAX_DAYS = 400

/**
 * The command `report`: the table, or the files that are asked for.
 *
 * @throws ConfigError for wrong options, or where nothing was stored yet
 */
export async function reportCommand(args: readonly string[], config: Config): Promise<void> {
  const {days, ...files} = readOptions(args)
  const to = Date.now()
  const turns = await readTurns(config, to - days * DAY, to)
  const site = await readSite(config.indexes.map(({source}) => source))
  const report = summarise({turns, from: to - days * DAY, to, site, prices: config.prices})
  const writers: Record<keyof typeof files, (turns: readonly StoredTurn[], report: Report) => string> = {
    html: (_turns, summary) => writeHtml(summary),
    csv: (rows, summary) => writeCsv(rows, summary, config.prices),
    json: (_turns, summary) => `${JSON.stringify(summary, null, 2)}\n`,
  }
  const wanted = (['html', 'csv', 'json'] as const).filter((format) => files[format] !== undefined)
  if (wanted.length === 0) process.stdout.write(writeTable(report))
  for (const format of wanted) {
    const file = files[format]
    const text = writers[format](turns, report)
    if (file === '-') process.stdout.write(text)
    else if (file !== undefined) await save(file, text)
  }
}

function readOptions(args: readonly string[]) {
  const file = {type: 'string'} as const
  const {values} = parseArgs({
    args: [...args],
    options: {days: {type: 'string', default: '30'}, html: file, csv: file, json: file},
  })
  const days = Number(values.days)
  if (!/^\d+$/.test(values.days) || days < 1 || days > MAX_DAYS)
    throw new ConfigError(`--days takes a whole number from 1 to ${MAX_DAYS}. Example: --days 30`)
  return {...values, days}
}

async function readTurns(config: Config, from: number, to: number): Promise<StoredTurn[]> {
  const file = path.join(config.dataDir, FILES.threads)
  if (config.databaseUrl === undefined && !existsSync(file)) {
    throw new ConfigError(
      `There are no conversations in ${config.dataDir} yet. Start the server first, or set CHATKIT_DATA_DIR to its data folder.`,
    )
  }
  const db = await openDatabase(config, file)
  try {
    await migrateReport(db)
    return await new ReportStore(db, false).read(from, to)
  } finally {
    await db.destroy()
  }
}

/** The site and the pages of all its editions; null where none can be read. What cannot is said on standard error. */
async function readSite(sources: readonly string[]): Promise<SummaryInput['site']> {
  const pages = new Map<string, SitePage>()
  let info: SiteInfo | null = null
  for (const source of sources) {
    try {
      const {site, sections} = parseIndex(await readIndexSource(source), source)
      info ??= site
      for (const section of sections) {
        const url = pageOf(section.url)
        if (!pages.has(url)) pages.set(url, {url, title: section.title})
      }
    } catch (error) {
      if (!(error instanceof IndexError)) throw error
      process.stderr.write(`Without page titles and pages that are never cited: ${error.message}\n`)
    }
  }
  return info === null ? null : {info, pages: [...pages.values()]}
}

async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (cause) {
    throw new ConfigError(`${path.resolve(file)} cannot be written. Choose another file.`, {cause})
  }
  process.stdout.write(`${path.resolve(file)}\n`)
}
