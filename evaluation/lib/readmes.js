import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {ROOT} from '../../scripts/lib/paths.js'

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+-]*)/
const HEADING = /^ {0,3}(#{1,4})\s+(.+?)\s*#*$/

/**
 * A content index of what the READMEs of the installed packages say: a corpus of many hands and none of ours, the same wherever
 * the lockfile is. Only packages of the top level, in order of their names.
 */
export async function indexOfReadmes() {
  const modules = path.join(ROOT, 'node_modules')
  const sections = []
  for (const name of await listPackages(modules)) {
    const text = await readFile(path.join(modules, name, 'README.md'), 'utf8').catch(() => '')
    sections.push(...readSections(name, text.replace(/\r\n?/g, '\n')))
  }
  const site = {url: 'https://packages.example', baseUrl: '/', locale: 'en', title: 'Installed packages'}
  return {schemaVersion: 1, site, sections}
}

async function listPackages(modules) {
  const entries = await readdir(modules, {withFileTypes: true})
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  const names = await Promise.all(
    folders.map(async ({name}) =>
      name.startsWith('@') ? (await readdir(path.join(modules, name))).map((inner) => `${name}/${inner}`) : [name],
    ),
  )
  return names.flat().toSorted()
}

function readSections(name, markdown) {
  const sections = []
  const anchors = new Map()
  let open = null
  let fence = null
  const begin = (level, heading) => {
    const headingPath = [...(open?.headingPath.slice(0, Math.max(1, level - 1)) ?? [name]), heading].slice(-6)
    const slug = heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-') || 'section'
    const count = anchors.get(slug) ?? 0
    anchors.set(slug, count + 1)
    const anchor = count === 0 ? slug : `${slug}-${count}`
    open = {anchor, headingPath, lines: [], code: []}
    sections.push(open)
  }
  for (const line of markdown.split('\n')) {
    const mark = FENCE.exec(line)
    if (fence !== null) {
      if (mark !== null && mark[1].startsWith(fence.mark)) fence = null
      else fence.lines.push(line)
      continue
    }
    const heading = HEADING.exec(line)
    if (heading !== null) begin(heading[1].length, toPlain(heading[2]))
    else if (mark !== null) {
      if (open === null) begin(1, name)
      fence = {mark: mark[1], language: mark[2].slice(0, 50), lines: []}
      open.code.push(fence)
    } else open?.lines.push(line)
  }
  return sections.map(({anchor, headingPath, lines, code}) => toSection(name, anchor, headingPath, lines, code))
}

function toSection(name, anchor, headingPath, lines, code) {
  const text = toPlain(lines.join('\n'))
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const url = `/${name}#${anchor}`.replace(/\s/g, '-')
  return {
    id: url,
    url,
    title: name,
    headingPath,
    anchor,
    text,
    code: code.map(({language, lines}) => ({language, title: null, code: lines.join('\n')})),
    version: null,
    tag: null,
    docId: name,
    hash: createHash('sha256').update(text).digest('hex').slice(0, 32),
  }
}

/** Markdown without images, links' targets and HTML. */
function toPlain(markdown) {
  return markdown
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, '')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/^\[[^\]]+\]: .*$/gm, '')
    .replace(/<[^>\n]+>/g, '')
    .replace(/[ \t]+$/gm, '')
}
