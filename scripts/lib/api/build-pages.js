import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {ROOT} from '../paths.js'
import {describe, usedTypes} from './describe.js'
import {Modules, target} from './modules.js'
import {anchor, renderEntry, renderIndex} from './render.js'

/**
 * The API pages of a package, from the declaration files that it was built into.
 *
 * @param {string} folder Such as `packages/server`.
 * @returns {Map<string, string>} Their texts by file name.
 */
export function buildPages(folder) {
  const {name, description, exports} = JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8'))
  const modules = new Modules()
  const entries = Object.entries(exports).map(([key, {types}]) => {
    const declarations = path.resolve(ROOT, folder, types)
    if (!existsSync(declarations)) throw new Error(`${name} lists ${key}, but no source builds ${declarations}.`)
    const file = `${key === '.' ? 'index' : key.slice(2).replaceAll('/', '-')}.md`
    return {entry: path.posix.join(name, key), file, exported: modules.exportsOf(declarations)}
  })
  const everywhere = new Set(entries.flatMap(({exported}) => exported.map(keyOf)))

  // Reversed: what two entries export is described where it is exported first.
  const places = new Map(
    entries
      .toReversed()
      .flatMap(({file, exported}) => exported.map((found) => [found.name, `./${file}${anchor(found.name)}`])),
  )

  const pages = new Map([['README.md', renderIndex(name, description, entries)]])
  for (const {entry, file, exported} of entries) {
    const own = exported.filter(({module}) => module)
    const api = {
      exported: own.map(describe),
      foreign: exported.filter(({source}) => source),
      reached: reachedFrom(modules, own, everywhere).map(describe),
    }
    pages.set(file, renderEntry(entry, api, places))
  }
  return pages
}

/** Types that the given declarations are made of, and those in turn, as far as no entry of the package exports them. */
function reachedFrom(modules, exported, everywhere) {
  const seen = new Map()
  const open = [...exported]
  for (let found = open.pop(); found; found = open.pop()) {
    const {file} = found.module
    const {names, imports} = usedTypes(found.statements)
    const used = [
      ...names.map((name) => modules.resolve(file, name)),
      ...imports.map(({source, name}) => name && target(file, source) && modules.resolve(target(file, source), name)),
    ]
    for (const next of used) {
      if (!next?.module || everywhere.has(keyOf(next)) || seen.has(keyOf(next))) continue
      seen.set(keyOf(next), next)
      open.push(next)
    }
  }
  return [...seen.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
}

function keyOf({module, statements, name, source}) {
  return module ? `${module.file}:${statements[0].start}` : `${source}:${name}`
}
