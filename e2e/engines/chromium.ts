import {type BrowserContext, chromium, type Page} from 'playwright-core'
import {CHROMIUM_FLAGS, executable} from '../../scripts/lib/browsers.js'
import type {Engine, Session, Tab} from './engine.ts'

export async function launchChromium(): Promise<Engine> {
  const browser = await chromium.launch({executablePath: executable('chromium'), args: CHROMIUM_FLAGS})
  return {
    name: 'Chromium',
    narrowest: 320,
    async newSession() {
      const context = await browser.newContext({viewport: {width: 1280, height: 800}})
      return newSession(context)
    },
    close: () => browser.close(),
  }
}

/** A context that was made elsewhere, as one reader's browser. */
export async function newSession(context: BrowserContext): Promise<Session> {
  const newTab = async () => toTab(await context.newPage())
  // Every page of Playwright's is in sight.
  return {tab: await newTab(), newTab, newWindow: newTab, close: () => context.close()}
}

function toTab(page: Page): Tab {
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    url: async () => page.url(),
    evaluate: (work, ...args) => page.evaluate(toExpression(work, args)),
    click: (x, y) => page.mouse.click(x, y),
    moveTo: (x, y) => page.mouse.move(x, y),
    async drag(from, to) {
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, {steps: 4})
      await page.mouse.up()
    },
    type: (text) => page.keyboard.type(text),
    press: (keys) => page.keyboard.press(keys),
    resize: (width, height) => page.setViewportSize({width, height}),
    screenshot: () => page.screenshot(),
    focus: () => page.bringToFront(),
    close: () => page.close(),
  }
}

/** A call as source text: the same in every driver, whatever each makes of functions. */
export function toExpression(work: (...args: never[]) => unknown, args: unknown[]): string {
  return `(${work.toString()})(...${JSON.stringify(args)})`
}
