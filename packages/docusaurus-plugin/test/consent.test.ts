/** A site that asks its readers before anything is sent, used in Chromium beside a real backend. */
import {mkdir} from 'node:fs/promises'
import path from 'node:path'
import {type Browser, type BrowserContextOptions, chromium, type Page} from 'playwright-core'
import {findViolations} from '../../../e2e/support/axe.ts'
import {CHROMIUM_FLAGS, ensureBrowsers, executable} from '../../../scripts/lib/browsers.js'
import {ROOT} from '../../../scripts/lib/paths.js'
import {QUESTION} from '../../../scripts/lib/sites/generate.js'
import {type RunningSite, withSite} from '../../../scripts/lib/sites/try.js'

const SITE = {
  bundler: 'rspack',
  flags: 'v4',
  trailingSlash: false,
  baseUrl: '/x/',
  root: 'none',
  content: 'locales',
} as const
const CONSENT = {policy: {href: '/docs/arm'}}
const PICTURES = path.join(ROOT, 'artifacts/screenshots')

let browser: Browser | undefined
let site: RunningSite
let finish = () => {}
let stopped: Promise<unknown>

beforeAll(async () => {
  const {missing, reason} = ensureBrowsers(['chromium'])
  if (missing.length > 0) {
    if (process.env['CI']) throw new Error(reason)
    process.stdout.write(`not run: ${reason}\n`)
    return
  }
  browser = await chromium.launch({executablePath: executable('chromium'), args: CHROMIUM_FLAGS})
  await mkdir(PICTURES, {recursive: true})
  await new Promise<void>((resolve, reject) => {
    stopped = withSite(SITE, {consent: CONSENT}, (running) => {
      site = running
      resolve()
      return new Promise<void>((end) => (finish = end))
    })
    stopped.catch(reject)
  })
}, 300_000)

afterAll(async () => {
  finish()
  await stopped
  await browser?.close()
})

/** A new reader on a page of the site. `asked` are the requests that have reached the backend. */
async function visit(address: string, options: BrowserContextOptions = {}) {
  const context = await browser!.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const asked: string[] = []
  const foreign: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (url.startsWith(site.backendUrl)) asked.push(`${request.method()} ${new URL(url).pathname}`)
    else if (!url.startsWith(site.origin) && !url.startsWith('data:')) foreign.push(url)
  })
  await page.goto(site.home + address)
  await page.waitForFunction(() => !document.querySelector('[popovertarget="chatkit-pressed"]'))
  return {page, asked, foreign, close: () => context.close()}
}

const panel = (page: Page) => page.locator('#chatkit-panel')
const button = (page: Page) => page.locator('button[aria-haspopup="dialog"][data-position]')
const agree = (page: Page) => panel(page).getByRole('button', {name: 'Agree and continue'})

/** Longer than anything that would be sent at once takes to be sent. */
const untilSent = (page: Page) => page.waitForLoadState('networkidle')

test('a link’s question waits for the reader’s consent, across a reload, and is then answered once', async () => {
  if (!browser) return
  const {page, asked, foreign, close} = await visit(`docs/gripper?ask=${encodeURIComponent(QUESTION)}`)
  await agree(page).waitFor()
  await panel(page).getByText(QUESTION).waitFor()
  await untilSent(page)
  expect(asked).toEqual([])
  expect(page.url()).toBe(`${site.home}docs/gripper`)
  await page.reload()
  await panel(page).getByText(QUESTION).waitFor()
  expect(asked).toEqual([])
  await agree(page).click()
  await page
    .getByRole('link', {name: /^Source \d+: /})
    .first()
    .waitFor()
  const questions = page.getByRole('region', {name: 'Conversation'}).getByText(QUESTION, {exact: true})
  expect(await questions.count()).toBe(1)
  expect(asked.filter((request) => request.startsWith('POST /api/chatkit/session'))).toHaveLength(1)
  expect(foreign).toEqual([])
  await page.reload()
  await page.locator('openai-chatkit').getByRole('textbox').waitFor()
  expect(await agree(page).count()).toBe(0)
  await close()
}, 120_000)

test('no way in sends anything before, and declining leaves the page as it was', async () => {
  if (!browser) return
  const {page, asked, foreign, close} = await visit('docs/gripper')
  await button(page).hover()
  await button(page).click()
  await agree(page).waitFor()
  await page.keyboard.press('Escape')
  await panel(page).waitFor({state: 'hidden'})
  await page.keyboard.press('Control+i')
  await agree(page).waitFor()
  await panel(page).getByRole('button', {name: 'Not now'}).click()
  await panel(page).waitFor({state: 'hidden'})
  expect(await button(page).evaluate((element) => element === document.activeElement)).toBe(true)
  const isTaken = await page.evaluate(
    (question) =>
      !window.dispatchEvent(
        new CustomEvent('chatkit:open', {detail: {question, quote: 'Two fingers.'}, cancelable: true}),
      ),
    QUESTION,
  )
  expect(isTaken).toBe(true)
  await panel(page).getByText(QUESTION).waitFor()
  await untilSent(page)
  expect([asked, foreign]).toEqual([[], []])
  expect(await page.locator('openai-chatkit').count()).toBe(0)
  expect(page.url()).toBe(`${site.home}docs/gripper`)
  await close()
}, 120_000)

test.each([
  ['desktop', 'docs/gripper', {viewport: {width: 1440, height: 900}}],
  ['desktop-dark', 'docs/gripper', {viewport: {width: 1440, height: 900}, colorScheme: 'dark'}],
  ['phone', 'docs/gripper', {viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true}],
  ['narrow-and-low', 'docs/gripper', {viewport: {width: 320, height: 256}}],
  ['phone-urdu', 'ur/docs/gripper', {viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true}],
] as const)(
  'the question fits and is accessible: %s',
  async (name, address, options) => {
    if (!browser) return
    const {page, close} = await visit(address, options)
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
    await close()
  },
  60_000,
)
