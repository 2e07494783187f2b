import {readFileSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'
import {gzipSync} from 'node:zlib'
import {transformSync} from '@swc/core'

const here = import.meta.dirname ?? __dirname
const VALUE_IMPORT = /^(?:(?:import|export)\s+(?!type\b)[^;]*?from|import)\s+'([^']+)'/gm

/** All files and packages whose code comes with an entry: type-only imports bring none. */
function reach(entry: string): {files: Map<string, string>; packages: Set<string>} {
  const files = new Map<string, string>()
  const packages = new Set<string>()
  const open = [join(here, entry)]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue
    const source = readFileSync(file, 'utf8')
    files.set(file, source)
    for (const [, specifier = ''] of source.matchAll(VALUE_IMPORT)) {
      if (specifier.startsWith('.')) open.push(join(dirname(file), specifier))
      else packages.add(specifier)
    }
  }
  return {files, packages}
}

function gzipSize(sources: Iterable<string>): number {
  const code = [...sources].map(
    (source) =>
      transformSync(source, {
        jsc: {parser: {syntax: 'typescript'}, target: 'es2022', minify: {compress: true, mangle: true}},
        minify: true,
      }).code,
  )
  return gzipSync(code.join('\n')).length
}

test('the root entry brings the guards and nothing else', () => {
  const {files, packages} = reach('index.ts')
  console.log(`chatkit-protocol: ${gzipSize(files.values())} bytes gzip`)
  expect(new Set([...files.keys()].map((file) => relative(here, file)))).toEqual(new Set(['index.ts', 'guards.ts']))
  expect([...packages]).toEqual([])
})

test.each(['sse/index.ts', 'serialize/index.ts'])('%s brings no package, zod least of all', (entry) => {
  const {files, packages} = reach(entry)
  console.log(`chatkit-protocol/${dirname(entry)}: ${gzipSize(files.values())} bytes gzip`)
  expect([...packages]).toEqual([])
})

test('the README imports what there is', async () => {
  const readme = readFileSync(join(here, '../README.md'), 'utf8')
  const entries: Record<string, object> = {
    'chatkit-protocol': await import('./index.ts'),
    'chatkit-protocol/sse': await import('./sse/index.ts'),
    'chatkit-protocol/serialize': await import('./serialize/index.ts'),
    'chatkit-protocol/validate': await import('./validate/index.ts'),
  }
  const imports = [...readme.matchAll(/^import \{([^}]+)\} from '([^']+)'/gm)]
  expect(imports).not.toEqual([])
  for (const [, names = '', entry = ''] of imports) {
    for (const name of names.split(',')) expect(entries[entry]).toHaveProperty(name.trim())
  }
})

test('only validation brings zod', () => {
  expect([...reach('validate/index.ts').packages]).toEqual(['zod'])
})
