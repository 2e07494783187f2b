import type Database from 'libsql'
import {hashText} from '../embeddings/vectors.ts'
import {bumpRevision, readNumber, readText} from '../search/schema.ts'
import type {IngestProgress, IngestReport} from '../search/types.ts'
import {readNames} from '../text/names.ts'
import {expandForIndex} from '../text/words.ts'
import {KeptIndexes} from './kept.ts'
import {fingerprint} from './passages.ts'
import {prepareSection, readSpellings, readVersions} from './prepare.ts'
import type {ContentIndex, ContentSection} from './schema.ts'

/** Sections after which it is told how far it is. */
const TELL_EVERY = 200

/**
 * Brings the tables to what the index says, touching only sections whose fingerprint changed. One transaction: a search
 * sees the old index or the new one, and a failure leaves the old one.
 *
 * @param isBack whether it is the previous one of the {@link KeptIndexes}
 */
export function ingestIndex(
  db: Database.Database,
  index: ContentIndex,
  onProgress: (progress: IngestProgress) => void = () => {},
  isBack = false,
): IngestReport {
  const started = performance.now()
  const statements = prepareStatements(db)
  const kept = new KeptIndexes(db)
  const known = new Map(statements.known.all().map((row) => [readText(row, 'id'), readText(row, 'fingerprint')]))
  let added = 0
  let removed = 0
  let unchanged = 0
  const spellings = new Set<string>()

  const write = db.transaction(() => {
    for (const [done, section] of index.sections.entries()) {
      if (done % TELL_EVERY === 0) onProgress({step: 'indexing', done, total: index.sections.length})
      const print = fingerprint(section)
      const before = known.get(section.id)
      known.delete(section.id)
      if (before === print) {
        unchanged += 1
        continue
      }
      if (before !== undefined) removeSection(statements, section.id)
      addSection(statements, section, print, spellings)
      added += 1
    }
    for (const id of known.keys()) {
      removeSection(statements, id)
      removed += 1
    }
    if (added + removed > 0) bumpRevision(db)
    statements.setMeta.run('site', JSON.stringify(index.site))
    for (const word of spellings) statements.addSpelling.run(word)
    if (added + removed > 0) {
      countTerms(db)
      statements.setMeta.run('names', JSON.stringify(readNames(index.sections)))
    }
    statements.setMeta.run('sections', String(index.sections.length))
    statements.setMeta.run('versions', JSON.stringify(readVersions(index.sections)))
    statements.setMeta.run('passages', String(readNumber(statements.count.get(), 'n')))
    if (isBack) kept.goBack()
    else kept.advance(index, added + removed > 0)
  })
  write.immediate()
  return {
    sections: index.sections.length,
    added,
    removed,
    unchanged,
    milliseconds: Math.round(performance.now() - started),
  }
}

/** FTS5's own vocabulary counts by walking through a word's list each time it is asked, which is too slow for a search. */
function countTerms(db: Database.Database): void {
  db.exec('DELETE FROM term_counts; INSERT INTO term_counts SELECT term, doc FROM passages_terms')
}

type Statements = ReturnType<typeof prepareStatements>

function prepareStatements(db: Database.Database) {
  return {
    count: db.prepare('SELECT count(*) AS n FROM passages'),
    known: db.prepare('SELECT id, fingerprint FROM sections'),
    addSection: db.prepare('INSERT INTO sections (id, fingerprint) VALUES (?, ?)'),
    addPassage: db.prepare(
      `INSERT INTO passages
         (section_id, part, url, title, heading_path, text, code, version, heading_stems, own_stems, body_stems, forms, defines, text_hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    addTerms: db.prepare(
      'INSERT INTO passages_fts (rowid, heading, title, text, code) VALUES (last_insert_rowid(), ?, ?, ?, ?)',
    ),
    removeTerms: db.prepare(
      'DELETE FROM passages_fts WHERE rowid IN (SELECT rowid FROM passages WHERE section_id = ?)',
    ),
    removePassages: db.prepare('DELETE FROM passages WHERE section_id = ?'),
    removeSection: db.prepare('DELETE FROM sections WHERE id = ?'),
    addSpelling: db.prepare('INSERT OR IGNORE INTO spellings (word) VALUES (?)'),
    setMeta: db.prepare(
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ),
  }
}

/** @param spellings gets the words of the section's text. One that is gone later does no harm: its stem is then counted as none */
function addSection(statements: Statements, section: ContentSection, print: string, spellings: Set<string>): void {
  statements.addSection.run(section.id, print)
  const {title, headings, passages} = prepareSection(section)
  for (const {part, text, code, source, features, embedded} of passages) {
    for (const word of readSpellings(headings, text)) spellings.add(word)
    statements.addPassage.run(
      section.id,
      part,
      section.url,
      title,
      JSON.stringify(headings),
      text,
      JSON.stringify(code),
      section.version ?? null,
      features.heading,
      features.own,
      features.body,
      features.forms,
      features.defines,
      hashText(embedded),
    )
    statements.addTerms.run(
      expandForIndex(headings.join(' / ')),
      expandForIndex(title),
      expandForIndex(text),
      expandForIndex(source),
    )
  }
}

function removeSection(statements: Statements, id: string): void {
  statements.removeTerms.run(id)
  statements.removePassages.run(id)
  statements.removeSection.run(id)
}
