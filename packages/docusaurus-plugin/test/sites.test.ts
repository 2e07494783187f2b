/** The plugin on a few small sites that have every kind of setting between them. `npm run matrix` tries many more. */
import {type Browser, chromium} from 'playwright-core'
import {CHROMIUM_FLAGS, ensureBrowsers, executable} from '../../../scripts/lib/browsers.js'
import {coverValues, describeSite} from '../../../scripts/lib/sites/combinations.js'
import {trySite} from '../../../scripts/lib/sites/try.js'

let browser: Browser | undefined

beforeAll(async () => {
  const {missing, reason} = ensureBrowsers(['chromium'])
  if (missing.length === 0) {
    browser = await chromium.launch({executablePath: executable('chromium'), args: CHROMIUM_FLAGS})
  } else if (process.env['CI']) {
    throw new Error(reason)
  } else {
    process.stdout.write(`not run: ${reason}\n`)
  }
})

afterAll(() => browser?.close())

test.each(coverValues().map((site) => [describeSite(site), site] as const))(
  '%s: builds, hydrates without a warning, has one button, answers, and every address in its index can be followed',
  async (_, site) => {
    if (!browser) return
    const {problems} = await trySite(site, browser)
    expect(problems).toEqual([])
  },
  300_000,
)
