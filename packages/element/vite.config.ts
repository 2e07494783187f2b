import {rmSync} from 'node:fs'
import {defineConfig, type Plugin} from 'vite'

/** Chunk names hold a hash, so chunks of an earlier build would stay beside the new ones for ever. */
const removeOldChunks: Plugin = {
  name: 'remove-old-chunks',
  buildStart: () => rmSync(new URL('dist/chunks', import.meta.url), {recursive: true, force: true}),
}

/**
 * Library mode only: an app build would add a preload helper and assets, which a bundler that takes this package further would
 * stumble over. Types are emitted into dist/types by tsc before, so dist is not emptied.
 */
export default defineConfig({
  plugins: [removeOldChunks],
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
    rolldownOptions: {output: {chunkFileNames: 'chunks/[name]-[hash].js', minify: true}},
  },
})
