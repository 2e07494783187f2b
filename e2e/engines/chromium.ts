import {type BrowserContext, chromium} from 'playwright-core'
import {CHROMIUM_FLAGS, executable} from '../../scripts/lib/browsers.js'
import type {Engine, Session} from './engine.ts'
import {toTab} from './tab.ts'

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
  const newTab = async () => {
    const page = await context.newPage()
    return toTab(page, {
      press: (keys) => page.keyboard.press(keys),
      resize: (width, height) => page.setViewportSize({width, height}),
    })
  }
  // Every page of Playwright's is in sight.
  return {tab: await newTab(), newTab, newWindow: newTab, close: () => context.close()}
}
