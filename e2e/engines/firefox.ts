import {type BrowserContext, type KeyInput, launch, type Page} from 'puppeteer-core'
import {executable} from '../../scripts/lib/browsers.js'
import type {Engine, Session} from './engine.ts'
import {splitKeys} from './keys.ts'
import {toTab} from './tab.ts'

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
    return toTab(page, {
      press: (keys) => press(page, keys),
      resize: (width, height) => page.setViewport({width, height}),
    })
  }
  const newTab = () => open('tab')
  return {tab: await newTab(), newTab, newWindow: () => open('window'), close: () => context.close()}
}

async function press({keyboard}: Page, keys: string): Promise<void> {
  const {modifiers, key} = splitKeys(keys)
  for (const modifier of modifiers) await keyboard.down(modifier as KeyInput)
  await keyboard.press(key as KeyInput)
  for (const modifier of modifiers.toReversed()) await keyboard.up(modifier as KeyInput)
}
