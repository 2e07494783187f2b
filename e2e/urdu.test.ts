import type {Browser, BrowserContext, Page} from 'playwright-core'
import {findViolations} from './support/axe.ts'
import {launchChromium, newSession, screenshot} from './support/browser.ts'
import {type Product, startProduct} from './support/product.ts'

let browser: Browser
let product: Product
let context: BrowserContext
let page: Page
let problems: string[]

beforeAll(async () => {
  ;[browser, product] = await Promise.all([launchChromium(), startProduct()])
})

afterAll(async () => {
  await browser?.close()
  await product?.close()
})

beforeEach(async () => {
  ;({context, page, problems} = await newSession(browser))
})

afterEach(async () => {
  await context.close()
})

const TRANSLATED = [
  'docs/intro',
  'docs/ros2',
  'docs/ros2/topics',
  'docs/ros2/services-actions',
  'docs/ros2/robot-description',
  'docs/glossary',
  'docs/notation',
]

test('the language menu leads to the same chapter in Urdu, written from right to left, and back', async () => {
  await page.goto(`${product.url}docs/ros2/topics`)
  await page.getByRole('button', {name: 'English'}).click()
  await page.getByRole('link', {name: 'اردو'}).click()
  await page.waitForURL(`${product.url}ur/docs/ros2/topics`)
  expect(await page.locator('html').evaluate(({lang, dir}: HTMLHtmlElement) => [lang, dir])).toEqual(['ur', 'rtl'])
  expect(await page.getByRole('heading', {level: 1}).innerText()).toMatch(/سروس کا معیار/)

  await page.getByRole('button', {name: 'اردو'}).click()
  await page.getByRole('link', {name: 'English'}).click()
  await page.waitForURL(`${product.url}docs/ros2/topics`)
  expect(problems).toEqual([])
})

test.each(TRANSLATED)('%s has the same passages, code and equations in both languages', async (path) => {
  const original = await readChapter(path)
  const translation = await readChapter(`ur/${path}`)
  expect(translation.title).toMatch(/\p{Script=Arabic}/u)
  expect(translation.passages).toEqual(original.passages)
  expect(translation.code).toEqual(original.code)
  expect(translation.equations.toSorted()).toEqual(original.equations.toSorted())
})

test('code, equations and diagrams run from left to right in Urdu, and an equation keeps its shape', async () => {
  const shape = async (path: string) => {
    await page.goto(product.url + path)
    await page.evaluate(() => document.fonts.ready)
    return page.locator('.katex-display .katex-html').evaluateAll((equations) =>
      equations.map((equation) => {
        const {left} = equation.getBoundingClientRect()
        const symbols = [...equation.querySelectorAll('.mord, .mopen, .mclose, .frac-line')]
        return symbols.map((symbol) => Math.round(symbol.getBoundingClientRect().left - left))
      }),
    )
  }
  const original = await shape('docs/ros2/robot-description')
  expect(original.flat().length).toBeGreaterThan(50)
  expect(await shape('ur/docs/ros2/robot-description')).toEqual(original)

  await page.locator('.docusaurus-mermaid-container svg').first().waitFor()
  for (const selector of ['pre', '.katex', '.docusaurus-mermaid-container']) {
    const direction = await page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).direction)
    expect(`${selector}: ${direction}`).toBe(`${selector}: ltr`)
  }
})

test('a chapter without a translation says so, and its English runs from left to right', async () => {
  await page.goto(`${product.url}ur/docs/perception/slam`)
  await page.getByText('اس باب کا ابھی ترجمہ نہیں ہوا۔').waitFor()
  const text = page.locator('.theme-doc-markdown')
  expect(await text.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('en')
  expect(await text.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr')
})

describe.each([360, 1440])('%i px wide', (width) => {
  test.each(['', 'docs/ros2/topics', 'docs/ros2/robot-description', 'docs/perception/slam'])(
    'ur/%s: nothing overflows and axe finds nothing, in light and in dark',
    async (path) => {
      await page.setViewportSize({width, height: 800})
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({colorScheme})
        await page.goto(`${product.url}ur/${path}`)
        await page.waitForLoadState('networkidle')
        await screenshot(page, `ur-${path.replaceAll('/', '-')}-${width}-${colorScheme}`)
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
        expect(await findViolations(page)).toEqual([])
      }
      expect(problems).toEqual([])
    },
  )
})

/** What of a chapter no translation may change. Passages are the ids that citations and links point at. */
async function readChapter(path: string) {
  await page.goto(product.url + path)
  return page.locator('.theme-doc-markdown').evaluate((chapter) => {
    const texts = (selector: string) =>
      [...chapter.querySelectorAll(selector)].map((element) => element.textContent?.trim() ?? '')
    return {
      title: chapter.querySelector('h1')?.textContent ?? '',
      passages: [...chapter.querySelectorAll('h2, h3')].map(({id}) => id),
      code: texts('pre'),
      equations: texts('.katex annotation'),
    }
  })
}
