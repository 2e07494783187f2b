/**
 * `npm run matrix`: the plugin on small sites of every kind that Docusaurus knows, so many that each two kinds meet. Builds each,
 * serves it beside a real backend and uses it in Chromium. `npm run matrix 3 7` tries only these.
 */
import {chromium} from 'playwright-core'
import {CHROMIUM_FLAGS, ensureBrowsers, executable} from './lib/browsers.js'
import {buildPackages} from './lib/build.js'
import {say, step} from './lib/log.js'
import {stopChildrenOnSignals} from './lib/processes.js'
import {coverPairs, describeSite} from './lib/sites/combinations.js'
import {trySite} from './lib/sites/try.js'

stopChildrenOnSignals()

const {missing, reason} = ensureBrowsers(['chromium'])
if (missing.length > 0) {
  say(`not run: ${reason}`)
  process.exit(process.env.CI ? 1 : 0)
}
const wanted = process.argv.slice(2).map(Number)
const sites = coverPairs()
const rows = []
await step('Building the packages', buildPackages)
const browser = await chromium.launch({executablePath: executable('chromium'), args: CHROMIUM_FLAGS})
for (const [position, site] of sites.entries()) {
  const number = position + 1
  if (wanted.length > 0 && !wanted.includes(number)) continue
  await step(`${number}/${sites.length} ${describeSite(site)}`, async () => {
    const result = await trySite(site, browser).catch((error) => ({problems: [error.message]}))
    for (const problem of result.problems) say(`  ✗ ${problem}`)
    rows.push({number, site, ...result})
  })
}
await browser.close()

const COLUMNS = ['bundler', 'flags', 'trailingSlash', 'baseUrl', 'root', 'content', 'build', 'pages', 'addresses', '']
say('')
say(toLine('#', COLUMNS))
for (const {number, site, problems, seconds, pages, addresses} of rows) {
  const values = [...Object.values(site), seconds && `${seconds.toFixed(1)} s`, pages, addresses]
  say(toLine(number, [...values.map((value) => String(value ?? '–')), problems.length === 0 ? '✓' : '✗']))
}
const failed = rows.filter(({problems}) => problems.length > 0).length
say(`${rows.length - failed} passed, ${failed} failed`)
if (failed > 0 || rows.length === 0) process.exitCode = 1

function toLine(number, cells) {
  return `${String(number).padStart(3)}  ${cells.map((cell) => cell.padEnd(14)).join('')}`.trimEnd()
}
