import type Database from 'libsql'

/** Bumped whenever a table, the tokenizer or the way text is expanded changes: older files are then filled anew. */
const LAYOUT = '9'

const TABLES = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sections (id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS passages (
    rowid INTEGER PRIMARY KEY, section_id TEXT NOT NULL, part INTEGER NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
    heading_path TEXT NOT NULL, text TEXT NOT NULL, code TEXT NOT NULL, version TEXT,
    heading_stems TEXT NOT NULL, own_stems TEXT NOT NULL, body_stems TEXT NOT NULL, forms TEXT NOT NULL, defines TEXT NOT NULL, text_hash TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS passages_by_section ON passages (section_id, part);
  CREATE INDEX IF NOT EXISTS passages_by_url ON passages (url);
  CREATE VIRTUAL TABLE IF NOT EXISTS passages_fts USING fts5(
    heading, title, text, code, tokenize = 'porter unicode61 remove_diacritics 2'
  );
  CREATE TABLE IF NOT EXISTS term_counts (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS spellings (word TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE VIRTUAL TABLE IF NOT EXISTS passages_terms USING fts5vocab(passages_fts, 'row');
`

/** Creates or renews the tables of the search file. The file is a cache of the content index, so it may be emptied. */
export function prepareTables(db: Database.Database): void {
  // WAL lets searches go on while another thread writes; NORMAL may lose the last write on power loss, never corrupts.
  db.pragma('busy_timeout = 5000')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  // Without a lock, for a thread that searches is opened while another writes, which may take minutes.
  if (readLayout(db) === LAYOUT) return
  const renew = db.transaction(() => {
    // By now another thread may have done it.
    const layout = readLayout(db)
    if (layout === LAYOUT) return
    if (layout !== null) {
      db.exec(`
        DROP TABLE IF EXISTS passages_terms; DROP TABLE IF EXISTS passages_fts; DROP TABLE IF EXISTS passages;
        DROP TABLE IF EXISTS sections; DROP TABLE IF EXISTS term_counts; DROP TABLE IF EXISTS spellings; DELETE FROM meta;
      `)
    }
    db.exec(TABLES)
    db.prepare("INSERT INTO meta (key, value) VALUES ('layout', ?)").run(LAYOUT)
  })
  renew.immediate()
}

/** Null when the file is new. */
function readLayout(db: Database.Database): string | null {
  if (db.prepare("SELECT name FROM sqlite_master WHERE name = 'meta'").get() === undefined) return null
  return readText(db.prepare("SELECT value FROM meta WHERE key = 'layout'").get(), 'value')
}

/** Tells threads that keep something of the passages in memory that these are others now. */
export function bumpRevision(db: Database.Database): void {
  db.exec(
    "INSERT INTO meta (key, value) VALUES ('revision', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
  )
}

/** A text column of a row of unknown shape; '' when it is missing. */
export function readText(row: unknown, column: string): string {
  const value = readColumn(row, column)
  return typeof value === 'string' ? value : ''
}

/** A number column of a row of unknown shape; 0 when it is missing. */
export function readNumber(row: unknown, column: string): number {
  const value = readColumn(row, column)
  return typeof value === 'number' ? value : 0
}

function readColumn(row: unknown, column: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, column) : undefined
}
