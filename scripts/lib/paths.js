import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '../..')
export const TEXTBOOK = path.join(ROOT, 'apps/textbook')
export const BACKEND_CLI = path.join(ROOT, 'apps/backend/dist/cli.js')

/** The executable of an installed package, without npx's start-up time. */
export const bin = (name) => path.join(ROOT, 'node_modules/.bin', name)
