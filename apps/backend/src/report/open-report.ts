import type {Kysely} from 'kysely'
import type {Logger} from 'pino'
import type {Config} from '../config.ts'
import {migrateReport} from './migrate.ts'
import {ReportStore} from './report-store.ts'
import type {DocsTables} from './schema.ts'

/** The report's store, its tables brought up to date. Null when that failed: readers get their answers all the same. */
export async function openReport(
  db: Kysely<DocsTables>,
  {retention}: Pick<Config, 'retention'>,
  logger: Logger,
): Promise<ReportStore | null> {
  try {
    await migrateReport(db)
    return new ReportStore(db, retention.questionDays !== null)
  } catch (error) {
    logger.error({err: error}, 'the tables of the owner’s report could not be made, so no report is kept')
    return null
  }
}
