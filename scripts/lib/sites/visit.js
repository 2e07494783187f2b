import {QUESTION} from './generate.js'

/** As long as anything may take on a busy machine, in ms. Nothing passes because of it. */
const PATIENCE = 30_000

/**
 * Uses a site as a reader does: opens the assistant, asks, follows the citation of the answer and then a citation of every
 * section in the index, of other versions and locales too.
 *
 * @param {{browser: import('playwright-core').Browser, home: string, sections: {url: string, text: string, locale: string}[]}} options
 * @returns {Promise<string[]>} what went wrong, in words
 */
export async function visitSite({browser, home, sections}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}})
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const problems = []
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    // The last step asks for a page that is not there, and Chromium says so.
    if (!message.location().url.includes(GONE)) problems.push(`console: ${message.text()} (${page.url()})`)
  })
  const steps = {
    opens: () => open(page, home),
    answers: () => ask(page),
    'opens a citation in a tab': () => openInTab(page, context),
    'follows a citation': () => followAnswer(page),
    'finds every section': () =>
      followAll(
        page,
        sections.filter(({locale}) => locale === 'en'),
      ),
    'finds every section of another locale': () =>
      followOther(
        page,
        sections.find(({locale}) => locale !== 'en'),
      ),
    'says when a page is gone': () => followGone(page, home),
  }
  try {
    for (const [name, work] of Object.entries(steps)) {
      try {
        await work()
      } catch (error) {
        problems.push(`${name}: ${error.message.split('\n')[0]} (at ${page.url()}, ${await readPassage(page)})`)
        break
      }
    }
  } finally {
    await context.close()
  }
  return problems
}

const GONE = 'no-such-page'
const BUTTON = 'button[aria-haspopup="dialog"][data-position]'

async function open(page, home) {
  await page.goto(home)
  await page.evaluate(() => (globalThis.isSamePage = true))
  await page.waitForFunction(() => !document.querySelector('[popovertarget="chatkit-pressed"]'))
  await expectOneButton(page)
  await page.locator(BUTTON).click()
  await page.locator('#chatkit-panel').waitFor()
}

async function ask(page) {
  await page.locator('openai-chatkit').getByRole('textbox').waitFor()
  await page.locator('#chatkit-panel').getByRole('textbox').last().fill(QUESTION)
  await page.keyboard.press('Enter')
  await citation(page).waitFor()
}

/** A link in the text of an answer; those below it do the same. */
const citation = (page) => page.getByRole('link', {name: /^Source \d+: /}).first()

async function openInTab(page, context) {
  const before = page.url()
  const href = await citation(page).evaluate((link) => link.href)
  const [tab] = await Promise.all([context.waitForEvent('page'), citation(page).click({modifiers: ['Control']})])
  await tab.waitForLoadState()
  expect(withoutSlash(tab.url()) === withoutSlash(href), `a tab shows ${tab.url()} and not ${href}`)
  expect(page.url() === before, `the page itself went to ${page.url()}`)
  await expectOneButton(tab)
  await tab.close()
}

async function followAnswer(page) {
  const href = await citation(page).evaluate((link) => link.href)
  await citation(page).click()
  await page.waitForFunction((address) => location.href === address, href)
  await expectPassage(page)
  await expectStill(page)
}

/** Dispatches what the element offers on a click, for sections that this one answer has not cited. */
async function followAll(page, sections) {
  for (const section of sections) {
    await navigate(page, section)
    await page.waitForFunction((url) => decodeURI(location.pathname + location.hash) === decodeURI(url), section.url)
    await expectPassage(page, section)
    await expectStill(page)
  }
}

async function followOther(page, section) {
  if (!section) return
  await navigate(page, section)
  await page.waitForURL((url) => withoutSlash(url.pathname) === withoutSlash(section.url.replace(/#.*/, '')))
  // A document of its own, in which the panel is back.
  await page.waitForFunction(() => !globalThis.isSamePage && document.documentElement.dir === 'rtl')
  await page.locator('#chatkit-panel').waitFor()
  await expectPassage(page, section)
  await expectOneButton(page)
}

async function followGone(page, home) {
  const before = page.url()
  const url = new URL(GONE, home).pathname
  await page.locator('openai-chatkit').waitFor()
  await navigate(page, {url, text: ''})
  const told = page.locator('#chatkit-panel [role="status"]').filter({hasText: /no longer there|موجود نہیں/})
  await told.waitFor()
  expect(page.url() === before, `the page went to ${page.url()}`)
}

function navigate(page, {url, text}) {
  return page
    .locator('openai-chatkit')
    .evaluate(
      (element, detail) =>
        void element.dispatchEvent(
          new CustomEvent('chatkit.navigate', {detail, bubbles: true, composed: true, cancelable: true}),
        ),
      {url, source: {type: 'url', url, title: 'A section', description: text.slice(0, 120)}},
    )
}

const readPassage = (page) =>
  page.evaluate(() => {
    const [passage] = CSS.highlights.get('chatkit-passage') ?? []
    return passage ? `highlighted: ${passage.cloneContents().textContent.slice(0, 60)}` : 'nothing highlighted'
  })

/** The passage is highlighted; of a section that is known, with its own text. */
async function expectPassage(page, section) {
  await page.waitForFunction(
    (start) => {
      const [passage] = CSS.highlights.get('chatkit-passage') ?? []
      return passage?.cloneContents().textContent.replace(/\s+/g, ' ').trim().startsWith(start)
    },
    section ? section.text.split('\n')[0].slice(0, 60).trim() : '',
  )
}

/** No reload, one button, and the panel where it was. */
async function expectStill(page) {
  expect(await page.evaluate(() => globalThis.isSamePage === true), `${page.url()} was loaded anew`)
  expect(await page.locator('#chatkit-panel').isVisible(), 'the panel is gone')
  await expectOneButton(page)
}

async function expectOneButton(page) {
  const count = await page.locator(BUTTON).count()
  expect(count === 1, `${page.url()} has ${count} buttons`)
}

function expect(isTrue, message) {
  if (!isTrue) throw new Error(message)
}

function withoutSlash(address) {
  return address.replace(/\/(?=[?#]|$)/, '')
}
