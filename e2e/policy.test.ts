import {execFile} from 'node:child_process'
import path from 'node:path'
import {promisify} from 'node:util'
import type {Browser} from 'playwright-core'
import {bin} from '../scripts/lib/paths.js'
import {QUESTION} from '../scripts/lib/sites/generate.js'
import {runSite} from '../scripts/lib/sites/try.js'
import {launchChromium, newSession} from './support/browser.ts'

const PATIENCE = 300_000

let browser: Browser

beforeAll(async () => {
  // A page whose headers the test has changed is taken for one from the internet, which may not ask a backend on this machine.
  browser = await launchChromium(['--disable-features=LocalNetworkAccessChecks'])
})

afterAll(() => browser?.close())

test.each(['rspack', 'webpack'] as const)(
  'a site built by %s works whole under the policy that chat:csp prints for it, which needs no eval',
  async (bundler) => {
    const site = await runSite({
      bundler,
      flags: 'v4',
      trailingSlash: undefined,
      baseUrl: '/x/',
      root: 'none',
      content: 'docs',
    })
    const {context, page, problems} = await newSession(browser)
    try {
      const {stdout} = await promisify(execFile)(bin('docusaurus'), ['chat:csp'], {cwd: path.dirname(site.built)})
      const policy = stdout.trim()
      expect(policy).toMatch(/^default-src 'self'; .*$/)
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)

      const violations: string[] = []
      await context.exposeFunction('reportViolation', (text: string) => void violations.push(text))
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI, sourceFile}) => {
          const {reportViolation} = globalThis as unknown as {reportViolation: (text: string) => void}
          reportViolation(`${violatedDirective} ${blockedURI} ${sourceFile}`)
        })
      })
      await context.route(
        (url) => url.href.startsWith(site.origin),
        async (route) => {
          const response = await route.fetch()
          await route.fulfill({response, headers: {...response.headers(), 'content-security-policy': policy}})
        },
      )
      await page.goto(site.home)
      // The policy is in force: the page may not do what it does not allow.
      await page.evaluate(() => document.head.append(Object.assign(document.createElement('script'), {text: '0'})))
      while (violations.length === 0) await page.waitForTimeout(50)
      expect(violations.splice(0)).toEqual([expect.stringMatching(/^script-src-elem inline/)])
      problems.length = 0

      await page.waitForFunction(() => !document.querySelector('[popovertarget="chatkit-pressed"]'))
      await page.locator('button[aria-haspopup="dialog"][data-position]').click()
      await page.locator('openai-chatkit').getByRole('textbox').waitFor()
      await page.locator('#chatkit-panel').getByRole('textbox').last().fill(QUESTION)
      await page.keyboard.press('Enter')
      const citation = page.getByRole('link', {name: /^Source \d+: /}).first()
      const {pathname} = new URL(await citation.evaluate((link: HTMLAnchorElement) => link.href))
      await citation.click()
      await page.waitForFunction((expected) => location.pathname === expected, pathname)
      await page.waitForFunction(() => CSS.highlights.has('chatkit-passage'))
      expect(violations).toEqual([])
      expect(problems).toEqual([])
    } finally {
      await context.close()
      await site.stop()
    }
  },
  PATIENCE,
)
