import type {Browser} from 'playwright-core'
import {findViolations} from './support/axe.ts'
import {launchChromium, newSession, screenshot} from './support/browser.ts'
import {type Product, startProduct} from './support/product.ts'
import {Reader} from './support/reader.ts'

let browser: Browser
let product: Product

beforeAll(async () => {
  ;[browser, product] = await Promise.all([launchChromium(), startProduct()])
})

afterAll(async () => {
  await browser?.close()
  await product?.close()
})

const SIZES = [
  {width: 320, height: 640},
  {width: 768, height: 1024},
  {width: 1440, height: 900},
  {width: 2560, height: 1440},
]

describe.each(SIZES)('$width px wide', (viewport) => {
  test.each(['light', 'dark'] as const)(
    '%s: the panel fits, nothing overflows, and axe finds nothing',
    async (colorScheme) => {
      const {context, page, problems} = await newSession(browser, {viewport, colorScheme})
      const reader = new Reader(page)
      await reader.visit(`${product.url}docs/ros2/topics`)
      const name = `${viewport.width}-${colorScheme}`
      await screenshot(page, `${name}-closed`)
      await reader.open()
      await reader.waitUntilReady()
      await page.waitForTimeout(300)
      await screenshot(page, `${name}-start`)
      await reader.ask('What are the quality-of-service policies?')
      await reader.waitForAnswer(0)
      await page.waitForTimeout(300)
      await screenshot(page, `${name}-answer`)

      const box = await reader.panel.boundingBox()
      if (!box) throw new Error('The panel has no box.')
      const isSheet = viewport.width <= 480
      expect(box.width).toBeLessThanOrEqual(isSheet ? viewport.width : 400)
      expect(box.height).toBeLessThanOrEqual(isSheet ? viewport.height : 600)
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(viewport.width)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      expect(await findViolations(page)).toEqual([])
      expect(problems).toEqual([])
      await context.close()
    },
  )
})

test('the panel follows the site when the reader switches its colours', async () => {
  const {context, page} = await newSession(browser, {colorScheme: 'light'})
  const reader = new Reader(page)
  await reader.visit(product.url)
  await reader.open()
  await reader.waitUntilReady()
  const luminance = () => reader.panel.evaluate(brightness)
  const light = await luminance()
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  await page.waitForTimeout(500)
  expect(await luminance()).toBeLessThan(light / 2)
  await context.close()
})

test('Escape closes, and the focus returns to the button', async () => {
  const {context, page} = await newSession(browser)
  const reader = new Reader(page)
  await reader.visit(product.url)
  await reader.button.focus()
  await page.keyboard.press('Enter')
  await reader.panel.waitFor()
  await reader.waitUntilReady()
  await page.keyboard.press('Escape')
  await reader.panel.waitFor({state: 'hidden'})
  expect(await reader.button.evaluate((button) => button === document.activeElement)).toBe(true)
  await context.close()
})

test('a question of the home page is put to the assistant', async () => {
  const {context, page} = await newSession(browser)
  const reader = new Reader(page)
  await reader.visit(product.url)
  const question = page.locator('main').getByRole('link', {name: /\?/}).first()
  const [text = ''] = (await question.innerText()).match(/^[^?]*\?/) ?? []
  await question.click()
  await reader.panel.waitFor()
  await reader.waitForAnswer(0)
  expect(await reader.transcript.getByText(text, {exact: true}).count()).toBe(1)
  expect(await reader.answers().count()).toBe(1)
  await context.close()
})

/** Brightness (0 to 255) of the background that a reader sees behind the panel's text. */
function brightness(panel: Element): number {
  const [r = 255, g = 255, b = 255] = (getComputedStyle(panel).backgroundColor.match(/[\d.]+/g) ?? []).map(Number)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
