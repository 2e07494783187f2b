import {readFileSync} from 'node:fs'
import path from 'node:path'
import {parseSync} from 'oxc-parser'

/**
 * One declaration file, taken apart.
 *
 * @typedef {object} Module
 * @property {string} file
 * @property {string} text
 * @property {{type: string, value: string, start: number, end: number}[]} comments
 * @property {Map<string, object[]>} locals The statements that declare a name: an overloaded function has several.
 * @property {Map<string, {source: string, name: string}>} imports By local name.
 * @property {{name: string, local: string, source: string | null}[]} exports In the order of the file.
 * @property {string[]} stars The sources of `export * from`.
 */

/** A declaration, wherever it was found. `source` names the package that another one's is re-exported from. */
/** @typedef {{name: string, module: Module, statements: object[]} | {name: string, source: string}} Found */

/** Reads declaration files, each once, and follows names through them. */
export class Modules {
  #modules = new Map()

  /** @returns {Module} */
  read(file) {
    const known = this.#modules.get(file)
    if (known) return known
    const module = parse(file, readFileSync(file, 'utf8'))
    this.#modules.set(file, module)
    return module
  }

  /**
   * All that a file exports, in its own order.
   *
   * @returns {Found[]}
   */
  exportsOf(file) {
    const {exports, stars} = this.read(file)
    const named = exports.map(({name, local, source}) => {
      const found = source === null ? this.resolve(file, local) : this.#from(file, source, local)
      return Object.assign({}, found ?? missing(file, name), {name})
    })
    return [...named, ...stars.flatMap((source) => this.exportsOf(target(file, source) ?? missing(file, source)))]
  }

  /**
   * What a name means inside a file: something of its own, or imported. Undefined for what is neither, such as `Promise`.
   *
   * @returns {Found | undefined}
   */
  resolve(file, name) {
    const module = this.read(file)
    const statements = module.locals.get(name)
    if (statements) return {name, module, statements}
    const imported = module.imports.get(name)
    return imported && this.#from(file, imported.source, imported.name)
  }

  #from(file, source, name) {
    const next = target(file, source)
    if (next === null) return {name, source}
    const {exports, stars} = this.read(next)
    const exported = exports.find((entry) => entry.name === name)
    if (exported) {
      return exported.source === null
        ? this.resolve(next, exported.local)
        : this.#from(next, exported.source, exported.local)
    }
    for (const star of stars) {
      const found = this.#from(next, star, name)
      if (found) return found
    }
    return undefined
  }
}

/** The file behind an import, or null if it is another package's. */
export function target(file, source) {
  return source.startsWith('.') ? path.resolve(path.dirname(file), source.replace(/\.[jt]s$/, '.d.ts')) : null
}

function parse(file, text) {
  const {program, comments, errors} = parseSync(file, text, {lang: 'dts'})
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0].message}`)
  const module = {file, text, comments, locals: new Map(), imports: new Map(), exports: [], stars: []}
  for (const statement of program.body) add(module, statement)
  return module
}

function add({locals, imports, exports, stars}, statement) {
  const {type} = statement
  const source = statement.source?.value ?? null
  if (type === 'ImportDeclaration') {
    for (const {local, imported} of statement.specifiers) {
      imports.set(local.name, {source, name: imported?.name ?? 'default'})
    }
  } else if (type === 'ExportAllDeclaration') {
    stars.push(source)
  } else if (type === 'ExportNamedDeclaration' && !statement.declaration) {
    for (const {local, exported} of statement.specifiers) exports.push({name: exported.name, local: local.name, source})
  } else {
    const names = declaredNames(statement.declaration ?? statement)
    for (const name of names) {
      if (statement.declaration && !locals.has(name)) exports.push({name, local: name, source: null})
      locals.set(name, [...(locals.get(name) ?? []), statement])
    }
  }
}

function declaredNames(declaration) {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.map(({id}) => id.name)
  return declaration.id ? [declaration.id.name] : []
}

function missing(file, name) {
  throw new Error(`${file} exports ${name}, which is not found. Build the packages anew: npx tsc -b --force`)
}
