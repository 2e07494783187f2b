import {mkdir} from 'node:fs/promises'
import path from 'node:path'
import {type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page} from 'playwright-core'
import {CHROMIUM_FLAGS, executable} from '../../scripts/lib/browsers.js'
import {ROOT} from '../../scripts/lib/paths.js'

export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({executablePath: executable('chromium'), args: [...CHROMIUM_FLAGS, ...flags]})
}

/** A browser session of its own (nothing in its storage), whose page fails the test on any script error. */
export async function newSession(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{context: BrowserContext; page: Page; problems: string[]}> {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}, ...options})
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  return {context, page, problems}
}

/** Keeps a picture for a person to look at, under artifacts/ (not in git). */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = path.join(ROOT, 'artifacts/screenshots')
  await mkdir(folder, {recursive: true})
  await page.screenshot({path: path.join(folder, `${name}.png`)})
}
