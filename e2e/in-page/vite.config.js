import path from 'node:path'

/** The finder as one script that puts `chatkitTest = {find, aim}` into a page. */
export default {
  logLevel: 'error',
  build: {
    emptyOutDir: false,
    minify: false,
    lib: {
      entry: path.join(import.meta.dirname, 'find.ts'),
      formats: ['iife'],
      name: 'chatkitTest',
      fileName: () => 'find.js',
    },
    rollupOptions: {output: {extend: true}},
  },
}
