/**
 * What does an answer cost the page while it streams?
 *
 * A real Chromium shows answers that come at 1,000 tokens a second, in lengths that double, in the built element: from the bytes of
 * the stream to the painted text. "Busy" is the sum of all main-thread tasks, the feeding page's own included; "growth" is what a
 * doubling of the length multiplies it by. Paint runs in software, on the same processors.
 */
import {chromium} from 'playwright-core'
import {CHROMIUM_FLAGS, ensureBrowsers, executable} from '../../scripts/lib/browsers.js'
import {buildPackages} from '../../scripts/lib/build.js'
import {step} from '../../scripts/lib/log.js'
import {ms} from '../lib/stats.js'
import {printTable} from '../lib/table.js'
import {measureTasks} from './measure.js'
import {servePage} from './serve.js'
import {answerTokens, KIND_NAMES} from './texts.js'

const RATE = 1000
const LENGTHS = [2500, 5000, 10_000]

/** @param {string[]} args `--no-build` measures the build that is there */
export default async function bench(args) {
  const {missing, reason} = ensureBrowsers(['chromium'])
  if (missing.length > 0) {
    process.stdout.write(`streaming not run: ${reason}\n`)
    return
  }
  if (!args.includes('--no-build')) await step('Building the packages', buildPackages)
  const server = await servePage()
  const browser = await chromium.launch({executablePath: executable('chromium'), args: CHROMIUM_FLAGS})
  try {
    const page = await browser.newPage({viewport: {width: 420, height: 640}})
    await page.goto(server.url)
    // Chunks that come on demand are loaded, and code is compiled, before anything is measured.
    await showAnswer(page, answerTokens('mixed text', 1000))
    const rows = []
    for (const kind of KIND_NAMES) rows.push(...(await step(kind, () => measureKind(browser, page, kind))))
    printTable(['answer', 'tokens', 'busy', 'of the time', 'longest task', 'over 50 ms', 'growth'], rows)
    process.stdout.write('Budget: no task over 50 ms; growth at most 2.2; an endless paragraph: no step over 16 ms.\n')
    process.stdout.write('react-markdown not run: it is no dependency of this repository.\n')
  } finally {
    await browser.close()
    server.close()
  }
}

async function measureKind(browser, page, kind) {
  const rows = []
  let before
  for (const length of LENGTHS) {
    const tokens = answerTokens(kind, length)
    const {busy, longest, tasks} = await measureTasks(browser, page, () => showAnswer(page, tokens))
    const share = (100 * busy) / ((1000 * length) / RATE)
    const growth = before === undefined ? '-' : (busy / before).toFixed(2)
    rows.push([
      kind,
      length.toLocaleString('en'),
      ms(busy),
      `${share.toFixed(0)} %`,
      ms(longest),
      String(tasks),
      growth,
    ])
    before = busy
  }
  return rows
}

async function showAnswer(page, tokens) {
  const shown = await page.evaluate(([list, rate]) => globalThis.showAnswer(list, rate), [tokens, RATE])
  // Marks of Markdown are not shown; half of the text missing means that something broke.
  if (shown < tokens.join('').length / 2) throw new Error(`Only ${shown} characters of the answer were shown.`)
}
