import Database from 'libsql'
import {z} from 'zod'
import {ingestIndex} from '../index/ingest.ts'
import type {ContentIndex} from '../index/schema.ts'
import type {Definition} from '../text/definition.ts'
import {choosePassages} from './choose.ts'
import type {FoundPassage} from './merge.ts'
import {buildQuery, toMatch} from './query.ts'
import type {Candidate, RankedCandidate} from './rank.ts'
import {prepareTables, readNumber, readText} from './schema.ts'
import {readSection} from './section.ts'
import type {IndexStatus, IngestReport, SearchRequest, SearchResult, Section} from './types.ts'

const CANDIDATES = 60
/** Passages scored for one query, roughly. Below this size of site every word of a question is looked for. */
const MAX_SCORED = 2_000
const texts = z.array(z.string())
const blocks = z.array(z.object({language: z.string(), title: z.string().nullable(), code: z.string()}))
const siteInfo = z.object({url: z.string(), baseUrl: z.string(), locale: z.string(), title: z.string()})

/** The embedded engine: SQLite FTS5 in one file. Synchronous; a worker thread keeps it off the server's event loop. */
export class SearchEngine {
  readonly #db: Database.Database
  readonly #statements: ReturnType<typeof prepareStatements>

  /** @param path a file, or `:memory:` */
  constructor(path: string) {
    this.#db = new Database(path)
    prepareTables(this.#db)
    this.#statements = prepareStatements(this.#db)
  }

  ingest(index: ContentIndex): IngestReport {
    return ingestIndex(this.#db, index)
  }

  status(): IndexStatus {
    const site = this.#meta('site')
    return {
      sections: Number(this.#meta('sections') ?? 0),
      passages: Number(this.#meta('passages') ?? 0),
      versions: texts.parse(JSON.parse(this.#meta('versions') ?? '[]')),
      site: site === null ? null : siteInfo.parse(JSON.parse(site)),
    }
  }

  search(request: SearchRequest): SearchResult {
    const query = buildQuery(request.query)
    const match = toMatch(query, (stem) => this.#frequency(stem), MAX_SCORED)
    if (match === null) return {passages: [], nearest: []}
    const candidates = this.#candidates(match, request.version)
    return choosePassages(request, query, candidates, {
      total: Number(this.#meta('passages') ?? 0),
      frequency: (stem) => this.#frequency(stem),
      load: (candidate) => this.#load(candidate),
    })
  }

  section(idOrPath: string): Section | null {
    return readSection(this.#db, idOrPath)
  }

  close(): void {
    this.#db.close()
  }

  #candidates(match: string, version: string | undefined): Candidate[] {
    const {candidates, candidatesOfVersion} = this.#statements
    const rows = version === undefined ? candidates.all(match) : candidatesOfVersion.all(match, version)
    return rows.map((row) => ({
      row: readNumber(row, 'row'),
      id: `${readText(row, 'section_id')}~${readNumber(row, 'part')}`,
      url: readText(row, 'url'),
      version: readText(row, 'version') || null,
      bm25: readNumber(row, 'score'),
      headingStems: readText(row, 'heading_stems'),
      ownStems: readText(row, 'own_stems'),
      bodyStems: readText(row, 'body_stems'),
      defines: readDefines(readText(row, 'defines')),
    }))
  }

  /** Reads what is shown of a candidate. */
  #load(candidate: RankedCandidate): FoundPassage {
    const row: unknown = this.#statements.passage.get(candidate.row)
    return {
      ...candidate,
      sectionId: readText(row, 'section_id'),
      part: readNumber(row, 'part'),
      title: readText(row, 'title'),
      headingPath: texts.parse(JSON.parse(readText(row, 'heading_path'))),
      text: readText(row, 'text'),
      code: blocks.parse(JSON.parse(readText(row, 'code'))),
    }
  }

  #meta(key: string): string | null {
    return readText(this.#statements.meta.get(key), 'value') || null
  }

  /** Passages that have a stem. */
  #frequency(stem: string): number {
    return readNumber(this.#statements.frequency.get(stem), 'passages')
  }
}

/** Written by `readFeatures` into a file of our own, so that its shape is known. */
function readDefines(json: string): Definition[] {
  return json === '[]' ? [] : (JSON.parse(json) as Definition[])
}

function prepareStatements(db: Database.Database) {
  return {
    candidates: prepareCandidates(db, ''),
    candidatesOfVersion: prepareCandidates(db, 'AND rowid IN (SELECT rowid FROM passages WHERE version = ?)'),
    passage: db.prepare('SELECT section_id, part, title, heading_path, text, code FROM passages WHERE rowid = ?'),
    frequency: db.prepare('SELECT passages FROM term_counts WHERE term = ?'),
    meta: db.prepare('SELECT value FROM meta WHERE key = ?'),
  }
}

function prepareCandidates(db: Database.Database, filter: string): Database.Statement {
  // bm25() with weights; `rank MATCH 'bm25(…)'` does the same at half the speed.
  return db.prepare(
    `SELECT p.rowid AS row, p.section_id, p.part, p.url, p.version, p.heading_stems, p.own_stems, p.body_stems, p.defines, hit.score
     FROM (SELECT rowid, bm25(passages_fts, 6.0, 3.0, 1.0, 1.5) AS score FROM passages_fts
           WHERE passages_fts MATCH ? ${filter} ORDER BY score LIMIT ${CANDIDATES}) AS hit
     JOIN passages AS p ON p.rowid = hit.rowid ORDER BY hit.score`,
  )
}
