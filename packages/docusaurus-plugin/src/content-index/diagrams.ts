import {createSlugger} from '@docusaurus/utils'
import path from 'node:path'

/** The source of a Mermaid diagram and the id of the heading it stands under (`''` before the first). */
export interface Diagram {
  anchor: string
  code: string
}

/** Gives the text of a file of the site, or null when there is none. Paths are relative to the site's folder. */
export type ReadSource = (file: string) => Promise<string | null>

/**
 * Finds the Mermaid diagrams of a Markdown file and of the partials it imports, in order. They are drawn in the browser,
 * so that the built page does not have them.
 */
export async function findDiagrams(file: string, readSource: ReadSource, seen: string[] = []): Promise<Diagram[]> {
  if (!/\.mdx?$/.test(file) || seen.includes(file)) return []
  const source = await readSource(file)
  if (source === null || !/mermaid|^import\s/m.test(source)) return []
  const diagrams: Diagram[] = []
  const partials = new Map<string, string>()
  const slugger = createSlugger()
  let anchor = ''
  for (const part of scanMarkdown(source)) {
    if (part.kind === 'heading') anchor = part.id ?? slugger.slug(part.text)
    else if (part.kind === 'fence' && part.language === 'mermaid') diagrams.push({anchor, code: part.code})
    else if (part.kind === 'import') partials.set(part.name, resolveImport(part.from, file))
    else if (part.kind === 'element' && partials.has(part.name)) {
      const inner = await findDiagrams(partials.get(part.name)!, readSource, [...seen, file])
      diagrams.push(...inner.map(({anchor: own, code}) => ({anchor: own || anchor, code})))
    }
  }
  return diagrams
}

function resolveImport(from: string, importer: string): string {
  if (from.startsWith('@site/')) return from.slice('@site/'.length)
  return path.posix.join(path.posix.dirname(importer), from)
}

type Part =
  | {kind: 'heading'; text: string; id: string | undefined}
  | {kind: 'fence'; language: string; code: string}
  | {kind: 'import'; name: string; from: string}
  | {kind: 'element'; name: string}

/** The few things of a Markdown file that say where its diagrams are. Line by line: MDX of any flavour passes. */
function* scanMarkdown(source: string): Generator<Part> {
  const lines = source.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/, '').split(/\r?\n/)
  let fence: {marker: string; indent: string; language: string; code: string[]} | null = null
  let isComment = false
  for (const line of lines) {
    if (fence) {
      const closing = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(line)?.[1]
      if (closing?.startsWith(fence.marker)) {
        yield {kind: 'fence', language: fence.language, code: fence.code.join('\n').trim()}
        fence = null
      } else {
        fence.code.push(line.startsWith(fence.indent) ? line.slice(fence.indent.length) : line.trimStart())
      }
      continue
    }
    const opening = isComment ? null : /^([\s>]*)(`{3,}|~{3,})\s*([\w-]*)/.exec(line)
    if (opening) {
      fence = {indent: opening[1]!, marker: opening[2]!, language: opening[3]!, code: []}
      continue
    }
    if (/<!--|\{\/\*/.test(line)) isComment = true
    const ends = /(?:-->|\*\/\})\s*$/.test(line)
    if (!isComment || ends) yield* scanLine(line)
    if (ends || /-->|\*\/\}/.test(line)) isComment = false
  }
}

function* scanLine(line: string): Generator<Part> {
  const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1]
  if (heading !== undefined) {
    // `## Title {#id}`, and `{/* #id */}` where MDX 1 syntax is off.
    const id = /\{(?:#|\/\*\s*#)([\w-]+)\s*(?:\*\/)?\}\s*$/.exec(heading)?.[1]
    yield {kind: 'heading', text: plainHeading(heading), id}
    return
  }
  const partial = /^import\s+(\w+)\s+from\s+['"]([^'"]+\.mdx?)['"]/.exec(line)
  if (partial) yield {kind: 'import', name: partial[1]!, from: partial[2]!}
  for (const [, name] of line.matchAll(/<([A-Z]\w*)/g)) yield {kind: 'element', name: name!}
}

function plainHeading(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/[*`]|(?<!\w)_|_(?!\w)/g, '')
    .trim()
}
