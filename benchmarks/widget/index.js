/**
 * What does the widget cost a page, and how soon is it of use?
 *
 * The built textbook with and without the plugin, in a real Chromium without a graphics card, from a server on the same machine; pages
 * with and without take turns, so that whatever else the machine does meets both. Each has an empty cache unless it says otherwise.
 */
import {mkdtemp, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {chromium} from 'playwright-core'
import {CHROMIUM_FLAGS, ensureBrowsers, executable} from '../../scripts/lib/browsers.js'
import {buildPackages, buildTextbook} from '../../scripts/lib/build.js'
import {step} from '../../scripts/lib/log.js'
import {TEXTBOOK} from '../../scripts/lib/paths.js'
import {anyFreePort} from '../../scripts/lib/ports.js'
import {startBackend} from '../../scripts/lib/serve.js'
import {serveFolder} from '../../scripts/lib/static-site.js'
import {printWeights} from '../lib/site-weight.js'
import {ms, percentile} from '../lib/stats.js'
import {printTable} from '../lib/table.js'
import {measureOpening} from './opening.js'
import {measurePage} from './measure-page.js'
import {measureReaders} from './readers.js'

const PAGE = 'docs/ros2/topics'
const ROUNDS = 15
const OPENINGS = 20
const READERS = 10
const QUESTIONS_EACH = 5

export default async function bench() {
  const {missing, reason} = ensureBrowsers(['chromium'])
  if (missing.length > 0) {
    process.stdout.write(`widget not run: ${reason}\n`)
    return
  }
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'chatkit-bench-'))
  const folders = {with: path.join(scratch, 'with'), without: path.join(scratch, 'without')}
  const closing = []
  try {
    await step('Building the packages', buildPackages)
    const port = await anyFreePort()
    const backendUrl = `http://localhost:${port}`
    await step('Building the textbook with the plugin', () => buildTextbook({backendUrl, outDir: folders.with}))
    await step('Building the textbook without it', () => buildTextbook({outDir: folders.without, withoutChat: true}))
    await printWeights(folders)

    const sites = {with: await serveFolder(folders.with, '/'), without: await serveFolder(folders.without, '/')}
    closing.push(sites.with.close, sites.without.close)
    const backend = await startBackend({
      port,
      index: path.join(folders.with, 'chatkit-index.json'),
      dataDir: path.join(scratch, 'data'),
      origins: [sites.with.origin],
      quiet: true,
      env: {CHATKIT_SESSIONS_PER_MINUTE: '100000'},
    })
    closing.push(backend.stop)
    const browser = await chromium.launch({executablePath: executable('chromium'), args: CHROMIUM_FLAGS})
    closing.push(() => browser.close())

    await comparePages(browser, sites, backendUrl)
    await openPanels(browser, sites.with.url)
    await askTogether(backendUrl)
  } finally {
    for (const close of closing.toReversed()) await close()
    await rm(scratch, {recursive: true, force: true})
    // Docusaurus leaves its generated files behind, and those of the last build lack the plugin.
    await rm(path.join(TEXTBOOK, '.docusaurus'), {recursive: true, force: true})
  }
}

async function comparePages(browser, sites, backendUrl) {
  const samples = {with: [], without: []}
  await step(`Loading a page ${ROUNDS} times with and without`, async () => {
    // The first load starts processes and fills the disk's cache, for whichever comes first.
    for (const kind of ['without', 'with']) await measurePage(browser, sites[kind].url + PAGE, backendUrl)
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of round % 2 === 0 ? ['with', 'without'] : ['without', 'with']) {
        samples[kind].push(await measurePage(browser, sites[kind].url + PAGE, backendUrl))
      }
    }
  })
  const median = (kind, key) =>
    percentile(
      samples[kind].map((sample) => sample[key]),
      0.5,
    )
  const row = (title, key, show, budget) => {
    const [less, more] = [median('without', key), median('with', key)]
    return [title, show(less), show(more), show(more - less), less === 0 ? '-' : (more / less).toFixed(2), budget]
  }
  printTable(
    [`/${PAGE}, median of ${ROUNDS}`, 'without', 'with', 'difference', 'ratio', 'budget'],
    [
      row('first contentful paint', 'firstPaint', ms, '-'),
      row('largest contentful paint (LCP)', 'largestPaint', ms, '-'),
      row('layout shift (CLS)', 'shift', (value) => value.toFixed(4), 'none added'),
      row('blocking time (TBT)', 'blocking', ms, '-'),
      row('requests', 'requests', String, '-'),
      row('requests to the backend before it is opened', 'backendRequests', String, '0'),
    ],
  )
  const button = samples.with.map((sample) => sample.button)
  printTable(
    ['with the plugin', 'p50', 'p95'],
    [['first paint of the button', ms(percentile(button, 0.5)), ms(percentile(button, 0.95))]],
  )
}

async function openPanels(browser, siteUrl) {
  const times = await step(`Opening the panel ${OPENINGS} times, cold and cached`, async () => {
    const all = {cold: [], cached: []}
    for (let round = 0; round < OPENINGS; round++) {
      const {cold, cached} = await measureOpening(browser, siteUrl + PAGE)
      all.cold.push(cold)
      all.cached.push(cached)
    }
    return all
  })
  const row = (title, samples, budget) => [title, ms(percentile(samples, 0.5)), ms(percentile(samples, 0.95)), budget]
  printTable(
    [`click until the composer has the focus, ${OPENINGS} times`, 'p50', 'p95', 'budget'],
    [row('first visit', times.cold, '-'), row('cached', times.cached, '100 ms')],
  )
}

async function askTogether(backendUrl) {
  const samples = await step(`${READERS} readers at once, ${QUESTIONS_EACH} questions each`, () =>
    measureReaders(backendUrl, {readers: READERS, questionsEach: QUESTIONS_EACH}),
  )
  const row = (title, key, share, budget) => {
    const values = samples.map((sample) => sample[key])
    const within = values.filter((value) => value <= budget).length / values.length
    return [
      title,
      ms(percentile(values, 0.5)),
      ms(percentile(values, 0.95)),
      `${(100 * within).toFixed(0)} %`,
      `${budget.toLocaleString('en')} ms for ${share} %`,
    ]
  }
  printTable(
    [`${READERS} concurrent readers, over HTTP`, 'p50', 'p95', 'within', 'budget'],
    [row('session', 'session', 95, 1000), row('first text', 'firstText', 90, 3000)],
  )
}
