import {type BrowserContext, type KeyInput, launch, type Page} from 'puppeteer-core'
import {executable} from '../../scripts/lib/browsers.js'
import {toExpression} from './chromium.ts'
import type {Engine, Session, Tab} from './engine.ts'
import {splitKeys} from './keys.ts'

/** Firefox over WebDriver BiDi, which needs no driver of its own. */
export async function launchFirefox(): Promise<Engine> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: executable('firefox'),
    headless: true,
    extraPrefsFirefox: {
      // Nothing of Firefox's own talks to the network while a test runs.
      'app.update.disabledForTesting': true,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
    },
  })
  return {
    name: 'Firefox',
    narrowest: 320,
    newSession: async () => newSession(await browser.createBrowserContext()),
    close: () => browser.close(),
  }
}

async function newSession(context: BrowserContext): Promise<Session> {
  const open = async (type: 'tab' | 'window') => {
    const page = await context.newPage({type})
    await page.setViewport({width: 1280, height: 800})
    return toTab(page)
  }
  const newTab = () => open('tab')
  return {tab: await newTab(), newTab, newWindow: () => open('window'), close: () => context.close()}
}

function toTab(page: Page): Tab {
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    url: async () => page.url(),
    evaluate: async (work, ...args) => (await page.evaluate(toExpression(work, args))) as never,
    click: (x, y) => page.mouse.click(x, y),
    moveTo: (x, y) => page.mouse.move(x, y),
    async drag(from, to) {
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, {steps: 4})
      await page.mouse.up()
    },
    type: (text) => page.keyboard.type(text),
    async press(keys) {
      const {modifiers, key} = splitKeys(keys)
      for (const modifier of modifiers) await page.keyboard.down(modifier as KeyInput)
      await page.keyboard.press(key as KeyInput)
      for (const modifier of modifiers.toReversed()) await page.keyboard.up(modifier as KeyInput)
    },
    resize: (width, height) => page.setViewport({width, height}),
    screenshot: () => page.screenshot(),
    focus: () => page.bringToFront(),
    close: () => page.close(),
  }
}
