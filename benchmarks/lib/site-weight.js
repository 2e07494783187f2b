import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {gzipSync} from 'node:zlib'
import {kb} from './stats.js'
import {printTable} from './table.js'

/**
 * What every page of a built site loads, after gzip.
 *
 * @param {string} folder a Docusaurus output folder
 * @returns {Promise<{js: number, css: number}>} bytes of `main.*.js` (with the runtime) and of `styles.*.css`
 */
async function siteWeight(folder) {
  return {
    js: await gzipped(path.join(folder, 'assets/js'), /^(main|runtime~main)\..*\.js$/),
    css: await gzipped(path.join(folder, 'assets/css'), /^styles\..*\.css$/),
  }
}

/**
 * Prints what a plugin adds to every page.
 *
 * @param {{with: string, without: string}} folders
 */
export async function printWeights(folders) {
  const [more, less] = [await siteWeight(folders.with), await siteWeight(folders.without)]
  printTable(
    ['loaded by every page (gzip)', 'without', 'with', 'added', 'budget'],
    [
      ['main.js and runtime', kb(less.js), kb(more.js), kb(more.js - less.js), '3.00 KB'],
      ['styles.css', kb(less.css), kb(more.css), kb(more.css - less.css), '2.00 KB'],
    ],
  )
}

async function gzipped(folder, pattern) {
  const files = (await readdir(folder)).filter((file) => pattern.test(file))
  if (files.length === 0) throw new Error(`No file in ${folder} matches ${pattern}.`)
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(path.join(folder, file)), {level: 9}).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
