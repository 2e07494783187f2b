/** What a site looks like that asks its readers before anything is sent. What it does is shown in three engines, in `e2e/`. */
import {mkdir} from 'node:fs/promises'
import path from 'node:path'
import {type Browser, chromium, type Page} from 'playwright-core'
import {findViolations} from '../../../e2e/support/axe.ts'
import {CHROMIUM_FLAGS, ensureBrowsers, executable} from '../../../scripts/lib/browsers.js'
import {ROOT} from '../../../scripts/lib/paths.js'
import {QUESTION} from '../../../scripts/lib/sites/generate.js'
import {type RunningSite, runSite} from '../../../scripts/lib/sites/try.js'

const SITE = {
  bundler: 'rspack',
  flags: 'v4',
  trailingSlash: false,
  baseUrl: '/x/',
  root: 'none',
  content: 'locales',
} as const
const PICTURES = path.join(ROOT, 'artifacts/screenshots')

let browser: Browser | undefined
let site: RunningSite | undefined

beforeAll(async () => {
  const {missing, reason} = ensureBrowsers(['chromium'])
  if (missing.length > 0) {
    if (process.env['CI']) throw new Error(reason)
    process.stdout.write(`not run: ${reason}\n`)
    return
  }
  browser = await chromium.launch({executablePath: executable('chromium'), args: CHROMIUM_FLAGS})
  await mkdir(PICTURES, {recursive: true})
  site = await runSite(SITE, {options: {consent: {policy: {href: '/docs/arm'}}}})
}, 300_000)

afterAll(async () => {
  await site?.stop()
  await browser?.close()
})

const panel = (page: Page) => page.locator('#chatkit-panel')

test.each([
  ['desktop', 'docs/gripper', {viewport: {width: 1440, height: 900}}],
  ['desktop-dark', 'docs/gripper', {viewport: {width: 1440, height: 900}, colorScheme: 'dark'}],
  ['phone', 'docs/gripper', {viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true}],
  ['narrow-and-low', 'docs/gripper', {viewport: {width: 320, height: 256}}],
  ['phone-urdu', 'ur/docs/gripper', {viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true}],
] as const)(
  'the question fits and is accessible: %s',
  async (name, address, options) => {
    if (!browser || !site) return
    const context = await browser.newContext(options)
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(site.home + address)
    await page.waitForFunction(() => !document.querySelector('[popovertarget="chatkit-pressed"]'))
    await page.evaluate(
      (scheme) => {
        document.documentElement.dataset['theme'] = scheme
      },
      'colorScheme' in options ? options.colorScheme : 'light',
    )
    await page.evaluate(
      (question) => window.dispatchEvent(new CustomEvent('chatkit:open', {detail: {question}, cancelable: true})),
      QUESTION,
    )
    const choices = panel(page).locator('.chatkit-choices button')
    await panel(page)
      .locator('.chatkit-consent')
      .evaluate((area) => area.scrollTo(0, area.scrollHeight))
    await panel(page).evaluate((element) => Promise.all(element.getAnimations().map(({finished}) => finished)))
    for (const box of [await choices.first().boundingBox(), await choices.last().boundingBox()]) {
      expect(box!.x).toBeGreaterThanOrEqual(0)
      expect(box!.x + box!.width).toBeLessThanOrEqual(options.viewport.width)
      expect(box!.y + box!.height).toBeLessThanOrEqual(options.viewport.height)
      expect(box!.height).toBeGreaterThanOrEqual(44)
    }
    expect(await findViolations(page, '#chatkit-panel')).toEqual([])
    await page.screenshot({path: path.join(PICTURES, `consent-${name}.png`)})
    await context.close()
  },
  60_000,
)
