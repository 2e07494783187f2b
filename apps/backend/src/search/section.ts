import type Database from 'libsql'
import {z} from 'zod'
import {readText} from './schema.ts'
import type {Section, SectionLink} from './types.ts'

const headings = z.array(z.string())
const blocks = z.array(z.object({language: z.string(), title: z.string().nullable(), code: z.string()}))

/** Reads a whole section back from its passages, by its id or its site path. */
export function readSection(db: Database.Database, idOrPath: string): Section | null {
  const id = findId(db, idOrPath)
  if (id === null) return null
  const parts: unknown[] = db
    .prepare('SELECT url, title, heading_path, version, text, code FROM passages WHERE section_id = ? ORDER BY part')
    .all(id)
  const [first] = parts
  if (first === undefined) return null
  const url = readText(first, 'url')
  return {
    id,
    url,
    title: readText(first, 'title'),
    headingPath: headings.parse(JSON.parse(readText(first, 'heading_path'))),
    version: readText(first, 'version') || null,
    text: parts.map((part) => readText(part, 'text')).join('\n\n'),
    code: parts.flatMap((part) => blocks.parse(JSON.parse(readText(part, 'code')))),
    page: readPage(db, url.replace(/#.*/, '')),
  }
}

function findId(db: Database.Database, idOrPath: string): string | null {
  const known = db.prepare('SELECT id FROM sections WHERE id = ?').get(idOrPath)
  if (known !== undefined) return readText(known, 'id')
  // Sites are served with and without a slash at the end of a path.
  const [path = '', anchor] = idOrPath.split('#')
  const paths = [path, path.endsWith('/') ? path.slice(0, -1) : `${path}/`]
  const byUrl = db.prepare('SELECT section_id FROM passages WHERE url = ?')
  for (const one of paths) {
    const found = byUrl.get(anchor ? `${one}#${anchor}` : one)
    if (found !== undefined) return readText(found, 'section_id')
    if (!anchor) {
      const [beginning] = readPage(db, one)
      if (beginning !== undefined) return beginning.id
    }
  }
  return null
}

/** The sections of a page in the order in which they were first indexed: the page's own, unless some have changed since. */
function readPage(db: Database.Database, path: string): SectionLink[] {
  const rows: unknown[] = db
    .prepare(
      // "$" is the character after "#": the page itself and whatever has an anchor on it, by the index on url.
      `SELECT section_id, url, title, heading_path, min(rowid) AS place FROM passages
       WHERE url = ? OR (url >= ? AND url < ?) GROUP BY section_id ORDER BY url <> ?, place LIMIT 200`,
    )
    .all(path, `${path}#`, `${path}$`, path)
  return rows.map((row) => ({
    id: readText(row, 'section_id'),
    url: readText(row, 'url'),
    heading: headings.parse(JSON.parse(readText(row, 'heading_path'))).at(-1) ?? readText(row, 'title'),
  }))
}
