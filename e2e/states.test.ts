import type {Browser, BrowserContext, Page} from 'playwright-core'
import {findViolations} from './support/axe.ts'
import {launchChromium, newSession, screenshot} from './support/browser.ts'
import {type Product, startProduct} from './support/product.ts'
import {Reader} from './support/reader.ts'

let browser: Browser
let product: Product
let context: BrowserContext
let page: Page
let reader: Reader

beforeAll(async () => {
  ;[browser, product] = await Promise.all([launchChromium(), startProduct()])
})

afterAll(async () => {
  await browser?.close()
  await product?.close()
})

beforeEach(async () => {
  ;({context, page} = await newSession(browser, {viewport: {width: 1440, height: 900}}))
  reader = new Reader(page)
})

afterEach(async () => {
  await context.close()
  await product.restore()
})

const TOPICS = 'docs/ros2/topics'

describe('axe finds nothing in', () => {
  test.each(['light', 'dark'] as const)('the composer that is there before the element, %s', async (colorScheme) => {
    await page.emulateMedia({colorScheme})
    await reader.visit(product.url + TOPICS)
    await holdElement(page)
    await reader.open()
    await reader.composer.fill('What is a topic?')
    expect(await page.locator('openai-chatkit').count()).toBe(0)
    await expectFlawless(`interim-${colorScheme}`)
  })

  test.each(['light', 'dark'] as const)('the menu, the docked panel and the history, %s', async (colorScheme) => {
    await page.emulateMedia({colorScheme})
    await start()
    await reader.ask('What is a ROS 2 topic?')
    await reader.waitForAnswer(0)
    await reader.panel.getByRole('button', {name: 'More'}).click()
    const dock = reader.panel.getByRole('menuitem', {name: 'Dock to the side'})
    await dock.waitFor()
    await expectFlawless(`menu-${colorScheme}`)
    await dock.click()
    await reader.panel.getByRole('separator').waitFor()
    await expectFlawless(`docked-${colorScheme}`)
    await reader.panel.getByRole('button', {name: /history/i}).click()
    await reader.panel.getByRole('listitem').first().waitFor()
    await expectFlawless(`history-${colorScheme}`)
  })

  test.each(['light', 'dark'] as const)('an error, before the first answer and after one, %s', async (colorScheme) => {
    await page.emulateMedia({colorScheme})
    await start()
    await reader.ask('What is a ROS 2 topic?')
    await reader.waitForAnswer(0)
    await product.stopBackend()
    await reader.ask('What is a URDF file?')
    await reader.panel.getByRole('button', {name: 'Try again'}).waitFor()
    await expectFlawless(`error-${colorScheme}`)
  })
})

test('at 400 % of a window of 1280 × 1024 the panel fits, scrolls, and leaves the composer in reach', async () => {
  await page.setViewportSize({width: 320, height: 256})
  await start()
  await reader.ask('What is a ROS 2 topic?')
  await reader.waitForAnswer(0)
  const box = await reader.panel.boundingBox()
  expect(box).toEqual({x: 0, y: 0, width: 320, height: 256})
  const field = await reader.composer.boundingBox()
  expect(field?.height).toBeGreaterThan(16)
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(256)
  const transcript = await reader.transcript.boundingBox()
  expect(transcript?.height).toBeGreaterThan(40)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await expectFlawless('400-percent')
})

test('in forced colours the button, the panel and the composer have edges that can be seen', async () => {
  await page.emulateMedia({forcedColors: 'active'})
  await reader.visit(product.url + TOPICS)
  await screenshot(page, 'states-forced-colors-closed')
  expect(await edgeOf(reader.button)).toBeGreaterThan(0)
  await reader.open()
  await reader.waitUntilReady()
  await reader.ask('What is a ROS 2 topic?')
  await reader.waitForAnswer(0)
  await expectFlawless('forced-colors')
  expect(await edgeOf(reader.panel)).toBeGreaterThan(0)
  expect(await edgeOf(page.locator('openai-chatkit').getByRole('textbox'))).toBeGreaterThan(0)
})

test('who wants less motion sees none while the panel opens and an answer is awaited', async () => {
  await page.emulateMedia({reducedMotion: 'reduce'})
  await reader.visit(product.url + TOPICS)
  await page.evaluate(noteMotion)
  await reader.open()
  await reader.waitUntilReady()
  await reader.ask('What is a ROS 2 topic?')
  await reader.waitForAnswer(0)
  expect(await page.evaluate(() => Reflect.get(window, 'moved') as string[])).toEqual([])
})

test('a middle click on a citation opens its passage in a new tab, and leaves the page and the panel as they are', async () => {
  await start()
  await reader.ask('What is the linear inverted pendulum model?')
  await reader.waitForAnswer(0)
  const before = page.url()
  const href = await reader.citations.first().evaluate((link: HTMLAnchorElement) => link.href)
  const opened = context.waitForEvent('page')
  await reader.citations.first().click({button: 'middle'})
  const tab = await opened
  await tab.waitForURL(href)
  expect(page.url()).toBe(before)
  expect(await reader.panel.isVisible()).toBe(true)
})

async function start(): Promise<void> {
  await reader.visit(product.url + TOPICS)
  await reader.open()
  await reader.waitUntilReady()
}

/** Keeps a picture of what is there, once it stands still, and has axe look at it. */
async function expectFlawless(name: string): Promise<void> {
  await page.waitForTimeout(300)
  await screenshot(page, `states-${name}`)
  expect(await findViolations(page)).toEqual([])
}

/** From here on the script of the element does not arrive. */
async function holdElement(page: Page): Promise<void> {
  await page.route(/\/assets\/js\//, async (route) => {
    const response = await route.fetch()
    if (!(await response.text()).includes('customElements.define(')) await route.fulfill({response})
  })
}

/** Width (px) of the border or outline around something, or around what it stands in. */
function edgeOf(part: ReturnType<Page['locator']>): Promise<number> {
  return part.evaluate((element) => {
    for (let node: Element | null = element; node !== null; node = node.parentElement) {
      const {borderTopWidth, borderTopStyle, outlineWidth, outlineStyle} = getComputedStyle(node)
      if (borderTopStyle !== 'none') return Number.parseFloat(borderTopWidth)
      if (outlineStyle !== 'none') return Number.parseFloat(outlineWidth)
    }
    return 0
  })
}

/** Notes in `moved` what is animated in the panel, but for a change of colour or opacity, which is no motion. */
function noteMotion(): void {
  const moved: string[] = []
  Object.assign(window, {moved})
  const calm = /^(color|background|border|opacity|offset|easing|composite|computedOffset|outline|fill|box-?shadow)/i
  const look = () => {
    const all = [document, document.querySelector('openai-chatkit')?.shadowRoot]
    for (const animation of all.flatMap((root) => root?.getAnimations() ?? [])) {
      if (!(animation.effect instanceof KeyframeEffect) || Number(animation.effect.getComputedTiming().duration) < 20)
        continue
      const {target} = animation.effect
      if (target?.closest('[role="dialog"]') === null && !(target.getRootNode() instanceof ShadowRoot)) continue
      const names = animation.effect.getKeyframes().flatMap((frame) => Object.keys(frame))
      const moving = names.filter((name) => !calm.test(name))
      if (moving.length > 0) moved.push(`${target?.className}: ${moving.join(' ')}`)
    }
    requestAnimationFrame(look)
  }
  look()
}
