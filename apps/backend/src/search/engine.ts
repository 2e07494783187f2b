import Database from 'libsql'
import {z} from 'zod'
import {ingestIndex} from '../index/ingest.ts'
import type {ContentIndex} from '../index/schema.ts'
import {readHead} from '../text/head.ts'
import {mergePassages} from './merge.ts'
import {buildQuery} from './query.ts'
import {idf, rankCandidates, type Candidate} from './rank.ts'
import {prepareTables, readNumber, readText} from './schema.ts'
import type {IndexStatus, IngestReport, SearchRequest, SearchResult} from './types.ts'

/** Passages that cover less of the question than this (by idf) do not answer it. Chosen on the textbook's own questions. */
export const MIN_COVERAGE = 0.45
/** Enough for a section whose heading is nothing but what was asked for: "Topic", for "what is a ROS 2 topic". */
const MIN_COVERAGE_OF_EXACT = 0.25

const CANDIDATES = 60
const headings = z.array(z.string())
const blocks = z.array(z.object({language: z.string(), title: z.string().nullable(), code: z.string()}))
const siteInfo = z.object({url: z.string(), baseUrl: z.string(), locale: z.string(), title: z.string()})

/** The embedded engine: SQLite FTS5 in one file. Synchronous; a worker thread keeps it off the server's event loop. */
export class SearchEngine {
  readonly #db: Database.Database

  /** @param path a file, or `:memory:` */
  constructor(path: string) {
    this.#db = new Database(path)
    prepareTables(this.#db)
  }

  ingest(index: ContentIndex): IngestReport {
    return ingestIndex(this.#db, index)
  }

  status(): IndexStatus {
    const counts = this.#db
      .prepare('SELECT (SELECT count(*) FROM sections) AS sections, (SELECT count(*) FROM passages) AS passages')
      .get()
    const row = this.#db.prepare("SELECT value FROM meta WHERE key = 'site'").get()
    const site = row === undefined ? null : siteInfo.parse(JSON.parse(readText(row, 'value')))
    return {sections: readNumber(counts, 'sections'), passages: readNumber(counts, 'passages'), site}
  }

  search(request: SearchRequest): SearchResult {
    const {stems, match} = buildQuery(request.query)
    if (match === null) return {passages: [], nearest: []}
    const limit = Math.min(Math.max(Math.trunc(request.limit ?? 6), 1), 20)
    const candidates = this.#candidates(match)
    if (candidates.length === 0) return {passages: [], nearest: []}
    const ranked = rankCandidates(candidates, this.#weights(stems), request.page, readHead(request.query))
    const relevant = ranked.filter(
      ({coverage, exactness}) => coverage >= MIN_COVERAGE || (exactness === 1 && coverage >= MIN_COVERAGE_OF_EXACT),
    )
    if (relevant.length === 0) return {passages: [], nearest: mergePassages(ranked, 3)}
    return {passages: mergePassages(relevant, limit), nearest: []}
  }

  close(): void {
    this.#db.close()
  }

  #candidates(match: string): Candidate[] {
    // bm25() with weights; `rank MATCH 'bm25(…)'` does the same at half the speed.
    const rows = this.#db
      .prepare(
        `SELECT p.rowid AS row, p.section_id, p.part, p.url, p.title, p.heading_path, p.text, p.code, p.version, hit.score
         FROM (SELECT rowid, bm25(passages_fts, 6.0, 3.0, 1.0, 1.5) AS score FROM passages_fts
               WHERE passages_fts MATCH ? ORDER BY score LIMIT ${CANDIDATES}) AS hit
         JOIN passages AS p ON p.rowid = hit.rowid ORDER BY hit.score`,
      )
      .all(match)
    return rows.map((row) => ({
      id: `${readText(row, 'section_id')}~${readNumber(row, 'part')}`,
      sectionId: readText(row, 'section_id'),
      part: readNumber(row, 'part'),
      url: readText(row, 'url'),
      title: readText(row, 'title'),
      headingPath: headings.parse(JSON.parse(readText(row, 'heading_path'))),
      text: readText(row, 'text'),
      code: blocks.parse(JSON.parse(readText(row, 'code'))),
      version: readText(row, 'version') || null,
      bm25: readNumber(row, 'score'),
    }))
  }

  #weights(stems: readonly string[]): Map<string, number> {
    const total = readNumber(this.#db.prepare('SELECT count(*) AS n FROM passages').get(), 'n')
    const frequency = this.#db.prepare('SELECT doc FROM passages_terms WHERE term = ?')
    return new Map(
      stems.map((stem) => {
        const weight = idf(readNumber(frequency.get(stem), 'doc'), total)
        // The "2" of "ROS 2" says little by itself.
        return [stem, /^\d{1,2}$/.test(stem) ? weight / 3 : weight]
      }),
    )
  }
}
