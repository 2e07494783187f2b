import {rmSync} from 'node:fs'
import {defineConfig, type Plugin} from 'vite'

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
        .replace(/;}/g, '}'),
    )
  },
}

/**
 * True for what the element imports statically, however deep. Left to itself the bundler cuts out whatever a later chunk shares
 * with it, and the first load becomes a handful of small requests.
 */
function isFirstLoad(id: string, modules: Modules, seen = new Set<string>()): boolean {
  if (id.endsWith('/src/chat-element.ts')) return true
  // Its entry names every icon, so by imports alone all of them would count.
  if (id.includes('/node_modules/lucide/')) return false
  if (seen.has(id)) return false
  seen.add(id)
  return modules.getModuleInfo(id)?.importers.some((importer) => isFirstLoad(importer, modules, seen)) ?? false
}

/**
 * Library mode only: an app build would add a preload helper and assets, which a bundler that takes this package further would
 * stumble over. Types are emitted into dist/types by tsc before, so dist is not emptied.
 */
export default defineConfig({
  plugins: [removeOldChunks, minifyStyles],
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
          groups: [{debugName: 'first load', name: (id, modules) => (isFirstLoad(id, modules) ? 'element' : null)}],
        },
      },
    },
  },
})
