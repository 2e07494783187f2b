import {readdir, readFile, rm} from 'node:fs/promises'
import path from 'node:path'
import {anyFreePort} from '../ports.js'
import {bin} from '../paths.js'
import {run, start} from '../processes.js'
import {startProxy} from '../proxy.js'
import {answers, startBackend} from '../serve.js'
import {generateSite} from './generate.js'
import {visitSite} from './visit.js'

/**
 * Builds a site, serves it beside a real backend and uses it in a browser.
 *
 * @param {import('./combinations.js').Combination} combination
 * @param {import('playwright-core').Browser} browser
 * @returns {Promise<{problems: string[], pages: number, addresses: number, seconds: number}>} `seconds` is what the build
 *   took; `addresses` are those in the index, each of which was fetched and followed
 */
export async function trySite(combination, browser) {
  const {origin, home, built, seconds, stop} = await runSite(combination)
  try {
    const pages = await readPages(built)
    const problems = pages.flatMap(([file, html]) =>
      checkHtml(html, combination).map((problem) => `${file}: ${problem}`),
    )
    const sections = await readSections(built, combination)
    problems.push(...(await checkAddresses(origin, sections)))
    problems.push(...(await visitSite({browser, home, sections})))
    return {problems, pages: pages.length, addresses: sections.length, seconds}
  } finally {
    await stop()
  }
}

/**
 * @typedef {object} RunningSite
 * @property {string} origin
 * @property {string} home address of the home page
 * @property {string} backendUrl
 * @property {import('../proxy.js').Proxy} wire the way to the backend
 * @property {(env?: Record<string, string>) => Promise<void>} restartBackend with its own settings, or further variables
 * @property {string} built folder of the built pages
 * @property {number} seconds what the build took
 * @property {() => Promise<void>} stop ends site and backend, and removes the folder
 */

/**
 * Builds a site and serves it beside a real backend, until it is stopped.
 *
 * @param {import('./combinations.js').Combination} combination
 * @param {{options?: import('docusaurus-plugin-chatkit').Options, themes?: unknown[], files?: Record<string, string>}} [more] options of
 *   the plugin, without the backend's address, and the site's further themes and files
 * @returns {Promise<RunningSite>}
 */
export async function runSite(combination, {options, themes, files} = {}) {
  const [port, backendPort] = [await anyFreePort(), await anyFreePort()]
  const wire = await startProxy(`http://127.0.0.1:${backendPort}`)
  const backendUrl = wire.url
  const folder = await generateSite(combination, {backendUrl, ...options}, {themes, files})
  const running = []
  let backend
  const stop = async () => {
    await Promise.all([...running, backend].map((child) => child?.stop()))
    await wire.close()
    await rm(folder, {recursive: true, force: true})
  }
  try {
    const started = performance.now()
    const env = {NODE_ENV: 'production', DOCUSAURUS_NO_PERSISTENT_CACHE: 'true', FORCE_COLOR: '0'}
    await run('docusaurus', bin('docusaurus'), ['build'], {cwd: folder, env, quiet: true})
    const seconds = (performance.now() - started) / 1000
    const built = path.join(folder, 'build')
    const site = start(
      'site',
      bin('docusaurus'),
      ['serve', '--no-open', '--port', String(port), '--host', '127.0.0.1'],
      {cwd: folder, quiet: true},
    )
    running.push(site)
    const origin = `http://127.0.0.1:${port}`
    const index = path.join(built, 'chatkit-index.json')
    const dataDir = path.join(folder, 'data')
    const restartBackend = async (more = {}) => {
      await backend?.stop()
      backend = await startBackend({
        port: backendPort,
        index,
        dataDir,
        origins: [origin],
        env: more,
        quiet: true,
      })
    }
    await restartBackend()
    const home = origin + combination.baseUrl
    await answers(home, site.exited)
    return {origin, home, backendUrl, wire, restartBackend, built, seconds, stop}
  } catch (error) {
    await stop()
    throw error
  }
}

async function readPages(built) {
  const files = (await readdir(built, {recursive: true})).filter((file) => file.endsWith('.html')).toSorted()
  return Promise.all(files.map(async (file) => [file, await readFile(path.join(built, file), 'utf8')]))
}

/** Attributes may have lost their quotes in the minifier. */
function checkHtml(html, {root}) {
  const count = (pattern) => html.match(pattern)?.length ?? 0
  const problems = []
  const buttons = count(/aria-haspopup="?dialog\b[^>]*popovertarget|popovertarget[^>]*aria-haspopup="?dialog\b/gi)
  if (buttons !== 1) problems.push(`has the button ${buttons} times in its HTML`)
  const roots = root === 'none' ? 1 : count(new RegExp(`data-root="?${root}\\b`, 'g'))
  if (roots !== 1) problems.push(`has the ${root}'s own Root ${roots} times`)
  return problems
}

/** The sections of all locales' indexes. */
async function readSections(built, {content}) {
  const files = ['chatkit-index.json', ...(content === 'locales' ? ['ur/chatkit-index.json'] : [])]
  const indexes = await Promise.all(files.map((file) => readFile(path.join(built, file), 'utf8').then(JSON.parse)))
  return indexes.flatMap(({site, sections}) =>
    sections.map(({url, anchor, text}) => ({url, anchor, text, locale: site.locale})),
  )
}

/** Every address in an index must be a page of the site that has the heading. */
async function checkAddresses(origin, sections) {
  if (sections.length < 4) return [`The index has only ${sections.length} sections`]
  const problems = []
  for (const {url, anchor} of sections) {
    const reply = await fetch(origin + url)
    const html = await reply.text()
    if (!reply.ok) problems.push(`${url} answers ${reply.status}`)
    else if (anchor !== '' && !new RegExp(`id=["']?${anchor}["' >]`).test(html))
      problems.push(`${url} has no such heading`)
  }
  return problems
}
