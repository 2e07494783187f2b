import Database from 'libsql'
import {z} from 'zod'
import {IndexError} from '../index/errors.ts'
import {ingestIndex} from '../index/ingest.ts'
import {KeptIndexes} from '../index/kept.ts'
import {siteInfo, type ContentIndex} from '../index/schema.ts'
import type {Definition} from '../text/definition.ts'
import {passageText} from '../embeddings/passage-text.ts'
import type {Embedder} from '../embeddings/types.ts'
import {VectorTable} from '../embeddings/vector-table.ts'
import {choosePassages} from './choose.ts'
import {correctQuestion} from './correct-question.ts'
import {fuseRanks} from './fuse.ts'
import {mergeVariants} from './merge-variants.ts'
import type {FoundPassage} from './merge.ts'
import {buildQuery, toMatch} from './query.ts'
import type {Candidate, RankedCandidate} from './rank.ts'
import {listVersions} from './versions.ts'
import {indexNames, NO_NAMES, type SameNames} from '../text/names.ts'
import {bumpRevision, prepareTables, readNumber, readText} from './schema.ts'
import {readSection} from './section.ts'
import {VectorMatrix, type Neighbour} from './vector-matrix.ts'
import type {IndexStatus, IngestProgress, IngestReport, SearchRequest, SearchResult, Section} from './types.ts'

const CANDIDATES = 60
/** Passages scored for one query, roughly. Below this size of site every word of a question is looked for. */
const MAX_SCORED = 2_000
const texts = z.array(z.string())
const pairs = z.array(z.tuple([z.string(), z.string()]))
const blocks = z.array(z.object({language: z.string(), title: z.string().nullable(), code: z.string()}))

/** The embedded engine: SQLite FTS5 in one file. Synchronous; a worker thread keeps it off the server's event loop. */
export class SearchEngine {
  readonly #db: Database.Database
  readonly #statements: ReturnType<typeof prepareStatements>

  readonly #vectors: VectorTable | null
  readonly #minSimilarity: number
  #matrix: {readonly revision: string | null; readonly vectors: VectorMatrix} | null = null
  #names: {readonly revision: string | null; readonly names: SameNames} = {revision: null, names: NO_NAMES}

  /**
   * @param path a file, or `:memory:`
   * @param meaning the model whose vectors are kept, and the similarity from which a passage counts as found; none = words alone
   */
  constructor(path: string, meaning: {readonly model: string; readonly minSimilarity: number} | null = null) {
    this.#db = new Database(path)
    prepareTables(this.#db)
    this.#statements = prepareStatements(this.#db)
    this.#vectors = meaning === null ? null : new VectorTable(this.#db, meaning.model)
    this.#minSimilarity = meaning?.minSimilarity ?? 1
  }

  ingest(index: ContentIndex, onProgress?: (progress: IngestProgress) => void): IngestReport {
    return ingestIndex(this.#db, index, onProgress)
  }

  /** Takes in the index before the one that is searched. @throws IndexError when none is kept */
  goBack(onProgress?: (progress: IngestProgress) => void): IngestReport {
    const previous = new KeptIndexes(this.#db).read('previous')
    if (previous === null) throw new IndexError('missing', 'No earlier index is kept that could be gone back to.')
    return ingestIndex(this.#db, previous, onProgress, true)
  }

  /** Whether it was gone back from this index. */
  isWithdrawn(index: ContentIndex): boolean {
    return new KeptIndexes(this.#db).isWithdrawn(index)
  }

  /** The index that is searched, as it was taken in; null before the first. */
  content(): ContentIndex | null {
    return new KeptIndexes(this.#db).read('current')
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

  /** @param vector that of the corrected question, for a search by meaning too */
  search(asked: SearchRequest, vector: Float32Array | null = null): SearchResult {
    if (asked.locale !== undefined && asked.locale !== this.status().site?.locale) return {passages: [], nearest: []}
    const frequency = (stem: string): number => this.#frequency(stem)
    const request = {...asked, query: this.correct(asked.query)}
    const query = buildQuery(request.query, this.#loadNames(), request.around)
    const versions = listVersions(request)
    const lists = [query.terms, ...query.variants].map((terms) => {
      const match = toMatch(terms, frequency, MAX_SCORED)
      return match === null ? [] : this.#candidates(match, versions)
    })
    const byWords = mergeVariants(lists)
    const near = vector === null ? [] : this.#nearest(vector, versions)
    return choosePassages(request, query, near.length === 0 ? byWords : this.#fuse(byWords, near), {
      total: Number(this.#meta('passages') ?? 0),
      frequency,
      load: (candidate) => this.#load(candidate),
      meaning:
        near.length === 0
          ? null
          : {similarity: new Map(near.map(({row, similarity}) => [row, similarity])), least: this.#minSimilarity},
    })
  }

  /** A question in the site's own spelling, which is what its vector is made of too: a slip leads a model astray as well. */
  correct(question: string): string {
    return correctQuestion(
      question,
      (stem) => this.#frequency(stem),
      (word) => this.#spellingsLike(word),
    )
  }

  /** Embeds the passages that have no vector yet. @returns how many were embedded */
  async embed(embedder: Embedder, onProgress?: (progress: IngestProgress) => void): Promise<number> {
    if (this.#vectors === null) return 0
    const found = new Map(
      this.#statements.embedded.all().map((row) => {
        const code = blocks.parse(JSON.parse(readText(row, 'code')))
        const headings = texts.parse(JSON.parse(readText(row, 'heading_path')))
        const source = code.map((block) => block.code).join('\n')
        return [
          readText(row, 'text_hash'),
          passageText(headings, readText(row, 'title'), readText(row, 'text'), source),
        ]
      }),
    )
    const added = await this.#vectors.embedMissing(found, embedder, (done, total) =>
      onProgress?.({step: 'embedding', done, total}),
    )
    this.#vectors.prune(new Set(found.keys()))
    if (added > 0) bumpRevision(this.#db)
    return added
  }

  /** Passages that can be found by meaning. */
  get embedded(): number {
    return this.#loadMatrix()?.size ?? 0
  }

  section(idOrPath: string): Section | null {
    return readSection(this.#db, idOrPath)
  }

  close(): void {
    this.#db.close()
  }

  #spellingsLike(word: string): string[] {
    const first = word.charCodeAt(0)
    const range = [word.charAt(0), String.fromCharCode(first + 1), word.length - 1, word.length + 1]
    return this.#statements.spellings.all(...range).map((row) => readText(row, 'word'))
  }

  #candidates(match: string, versions: readonly string[] | null): Candidate[] {
    const {candidates, candidatesOfVersions} = this.#statements
    const rows = versions === null ? candidates.all(match) : candidatesOfVersions.all(match, JSON.stringify(versions))
    return rows.map(readCandidate)
  }

  #nearest(vector: Float32Array, versions: readonly string[] | null): Neighbour[] {
    return this.#loadMatrix()?.nearest(vector, CANDIDATES, versions) ?? []
  }

  /** The best of both lists. */
  #fuse(byWords: readonly Candidate[], near: readonly Neighbour[]): Candidate[] {
    const known = new Map(byWords.map((candidate) => [candidate.row, candidate]))
    const fused = fuseRanks([byWords.map(({row}) => row), near.map(({row}) => row)])
    return [...fused.keys()].slice(0, CANDIDATES).flatMap((row) => {
      const candidate = known.get(row) ?? this.#candidate(row)
      return candidate === null ? [] : [candidate]
    })
  }

  #candidate(row: number): Candidate | null {
    const found: unknown = this.#statements.candidate.get(row)
    return found === undefined ? null : readCandidate(found)
  }

  /** The vectors in memory, read again when another thread has changed them. */
  #loadMatrix(): VectorMatrix | null {
    if (this.#vectors === null) return null
    const revision = this.#meta('revision')
    if (this.#matrix === null || this.#matrix.revision !== revision) {
      this.#matrix = {revision, vectors: VectorMatrix.load(this.#db, this.#vectors, this.#matrix?.vectors ?? null)}
    }
    return this.#matrix.vectors
  }

  /** The site's names in memory, read again when another thread has changed them. */
  #loadNames(): SameNames {
    const revision = this.#meta('revision')
    if (this.#names.revision !== revision) {
      this.#names = {revision, names: indexNames(pairs.parse(JSON.parse(this.#meta('names') ?? '[]')))}
    }
    return this.#names.names
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

function readCandidate(row: unknown): Candidate {
  return {
    row: readNumber(row, 'row'),
    id: `${readText(row, 'section_id')}~${readNumber(row, 'part')}`,
    url: readText(row, 'url'),
    version: readText(row, 'version') || null,
    bm25: readNumber(row, 'score'),
    headingStems: readText(row, 'heading_stems'),
    ownStems: readText(row, 'own_stems'),
    bodyStems: readText(row, 'body_stems'),
    forms: readText(row, 'forms'),
    defines: readDefines(readText(row, 'defines')),
  }
}

/** Written by `readFeatures` into a file of our own, so that its shape is known. */
function readDefines(json: string): Definition[] {
  return json === '[]' ? [] : (JSON.parse(json) as Definition[])
}

const CANDIDATE_COLUMNS =
  'p.rowid AS row, p.section_id, p.part, p.url, p.version, p.heading_stems, p.own_stems, p.body_stems, p.forms, p.defines'

function prepareStatements(db: Database.Database) {
  return {
    candidate: db.prepare(`SELECT ${CANDIDATE_COLUMNS}, 0 AS score FROM passages AS p WHERE rowid = ?`),
    embedded: db.prepare('SELECT text_hash, title, heading_path, text, code FROM passages'),
    candidates: prepareCandidates(db, ''),
    candidatesOfVersions: prepareCandidates(
      db,
      'AND rowid IN (SELECT rowid FROM passages WHERE version IS NULL OR version IN (SELECT value FROM json_each(?)))',
    ),
    passage: db.prepare('SELECT section_id, part, title, heading_path, text, code FROM passages WHERE rowid = ?'),
    frequency: db.prepare('SELECT passages FROM term_counts WHERE term = ?'),
    spellings: db.prepare('SELECT word FROM spellings WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?'),
    meta: db.prepare('SELECT value FROM meta WHERE key = ?'),
  }
}

function prepareCandidates(db: Database.Database, filter: string): Database.Statement {
  // bm25() with weights; `rank MATCH 'bm25(…)'` does the same at half the speed.
  return db.prepare(
    `SELECT ${CANDIDATE_COLUMNS}, hit.score
     FROM (SELECT rowid, bm25(passages_fts, 6.0, 3.0, 1.0, 1.5) AS score FROM passages_fts
           WHERE passages_fts MATCH ? ${filter} ORDER BY score LIMIT ${CANDIDATES}) AS hit
     JOIN passages AS p ON p.rowid = hit.rowid ORDER BY hit.score`,
  )
}
