import {readFileSync, rmSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {icons} from 'lucide'
import {defineConfig, type Plugin} from 'vite'
import {BUCKETS, bucketOf} from './src/view/icons/bucket.ts'

interface Modules {
  getModuleInfo: (id: string) => {readonly importers: readonly string[]} | null
}

/** Chunk names hold a hash, so chunks of an earlier build would stay beside the new ones for ever. */
const removeOldChunks: Plugin = {
  name: 'remove-old-chunks',
  buildStart: () => rmSync(new URL('dist/chunks', import.meta.url), {recursive: true, force: true}),
}

/** Takes comments and needless white space out of the style sheets, which are template literals in files named "styles". */
const minifyStyles: Plugin = {
  name: 'minify-styles',
  transform(code, id) {
    if (!/\/styles(\/[\w-]+)?\.ts$/.test(id)) return null
    return code.replace(/`[^`]*`/g, (sheet) =>
      sheet
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};,]) ?/g, '$1')
        .replace(/: /g, ':')
        .replace(/ > /g, '>')
        .replace(/([ ,(:])0\./g, '$1.')
        .replace(/;}/g, '}'),
    )
  },
}

/**
 * Takes Lucide apart. A name in `import {X} from 'lucide'` is imported from its own file, as the chunking below follows imports and
 * Lucide's entry names every icon. And all of Lucide, for `lucide:<name>`, becomes chunks of about 2 KB, of which one is fetched.
 */
function splitLucide(): Plugin {
  const prefix = 'lucide-icons-'
  const entry = fileURLToPath(import.meta.resolve('lucide')).replace(/cjs.*$/, 'esm/lucide.mjs')
  const paths = new Map<string, string>()
  for (const [, exported = '', path = ''] of readFileSync(entry, 'utf8').matchAll(
    /export {([^}]*)} from '(\.\/icons\/[^']+)'/g,
  )) {
    for (const [, name = ''] of exported.matchAll(/default as (\w+)/g)) paths.set(name, join(dirname(entry), path))
  }
  const imports = (names: string) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => `import ${name} from ${JSON.stringify(paths.get(name))}`)
      .join('\n')
  return {
    name: 'split-lucide',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      if (id.endsWith('/icons/lucide.ts')) {
        const loaders = Array.from({length: BUCKETS}, (_, bucket) => `() => import('${prefix}${bucket}')`)
        return `const loaders = [${loaders.join()}]\nexport const loadBucket = async (bucket) => (await loaders[bucket]()).default`
      }
      if (!id.startsWith(`\0${prefix}`)) return null
      const bucket = Number(id.slice(prefix.length + 1))
      const drawings = Object.entries(icons).filter(([name]) => bucketOf(name) === bucket)
      return `export default ${JSON.stringify(Object.fromEntries(drawings))}`
    },
    transform: (code, id) =>
      id.includes('/icons/')
        ? code.replace(/import \{([^}]*)\} from 'lucide'/g, (_, names: string) => imports(names))
        : null,
  }
}

/** True for a module that one of `roots` imports statically, however deep. */
function isPartOf(roots: RegExp, id: string, modules: Modules, seen = new Set<string>()): boolean {
  if (roots.test(id)) return true
  if (seen.has(id)) return false
  seen.add(id)
  return modules.getModuleInfo(id)?.importers.some((importer) => isPartOf(roots, importer, modules, seen)) ?? false
}

/**
 * Two chunks are put together by hand: what the element needs at once, and what it fetches while the reader waits for the first
 * answer. Left to itself the bundler cuts out whatever chunks share, and each becomes a handful of small requests. A language's texts get
 * a name that tells them from code.
 */
function chunkOf(id: string, modules: Modules): string | null {
  if (isPartOf(/\/src\/chat-element\.ts$/, id, modules)) return 'element'
  if (isPartOf(/\/src\/.*\/(Actions|parts|Notes|CodeTools|Queue)\.tsx$/, id, modules)) return 'answer'
  const [, locale] = /\/i18n\/locales\/([\w-]+)\.ts$/.exec(id) ?? []
  return locale ? `texts-${locale}` : null
}

/**
 * Library mode only: an app build would add a preload helper and assets, which a bundler that takes this package further would
 * stumble over. Types are emitted into dist/types by tsc before, so dist is not emptied.
 */
export default defineConfig({
  plugins: [removeOldChunks, minifyStyles, splitLucide()],
  resolve: {conditions: ['chatkit-source', 'module', 'browser', 'default']},
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: false,
    minify: true,
    sourcemap: false,
    reportCompressedSize: false,
    lib: {entry: {index: 'src/index.ts', define: 'src/define.ts'}, formats: ['es']},
    // Vite leaves white space in ES libraries for the sake of tree shaking; nothing in here can be shaken off.
    rolldownOptions: {
      // Needed by the option after next; the two entries only re-export.
      preserveEntrySignatures: 'allow-extension',
      output: {
        chunkFileNames: 'chunks/[name]-[hash].js',
        minify: true,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{debugName: 'by hand', name: chunkOf}],
        },
      },
    },
  },
})
