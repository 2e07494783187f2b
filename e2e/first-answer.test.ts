import type {Browser, BrowserContext, Page} from 'playwright-core'
import {launchChromium, newSession, screenshot} from './support/browser.ts'
import {type Product, startProduct} from './support/product.ts'
import {Reader} from './support/reader.ts'

let browser: Browser
let product: Product
let context: BrowserContext
let page: Page
let problems: string[]
let reader: Reader

beforeAll(async () => {
  ;[browser, product] = await Promise.all([launchChromium(), startProduct()])
})

afterAll(async () => {
  await browser?.close()
  await product?.close()
})

beforeEach(async () => {
  ;({context, page, problems} = await newSession(browser))
  reader = new Reader(page)
})

afterEach(async () => {
  await context.close()
})

const TOPICS = 'docs/ros2/topics'

describe('before the reader acts', () => {
  test('the button is in the first HTML of every page', async () => {
    for (const path of ['', TOPICS, 'docs/glossary']) {
      const html = await (await fetch(product.url + path)).text()
      expect(html).toMatch(/<button[^>]*aria-haspopup="?dialog"?/)
    }
  })

  test('nothing is requested from the backend, nor from any other host', async () => {
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(product.url) && !request.url().startsWith('data:')) foreign.push(request.url())
    })
    await reader.visit(product.url + TOPICS)
    await reader.button.hover()
    await page.waitForLoadState('networkidle')
    expect(foreign).toEqual([])
    expect(problems).toEqual([])
  })
})

describe('the first answer', () => {
  test('opens to a greeting and a composer that has the focus', async () => {
    await reader.visit(product.url + TOPICS)
    await reader.open()
    await reader.waitUntilReady()
    await reader.greeting.waitFor()
    await page.keyboard.type('typed without a click')
    expect(await reader.composer.inputValue()).toBe('typed without a click')
    expect(problems).toEqual([])
  })

  test('arrives in more than one paint, cites the book, and a citation leads to its passage without a reload', async () => {
    await reader.visit(product.url + TOPICS)
    await reader.open()
    await reader.waitUntilReady()
    await countPaints(page)
    await page.evaluate(() => Object.assign(window, {stillTheSamePage: true}))
    await reader.ask('What is the linear inverted pendulum model?')
    const text = await reader.waitForAnswer(0)

    expect(text).toMatch(/pendulum/i)
    expect(await page.evaluate(() => (window as unknown as {lengths: number[]}).lengths.length)).toBeGreaterThan(1)
    expect(await reader.citations.count()).toBeGreaterThan(0)
    await screenshot(page, 'answer')

    const citation = reader.citations.first()
    const target = new URL((await citation.getAttribute('href')) ?? '', page.url())
    expect(target.href).toContain(`${product.url}docs/`)
    await citation.click()
    await page.waitForURL(target.href)
    const heading = page.locator(`[id="${target.hash.slice(1)}"]`)
    await heading.waitFor()
    await page.waitForFunction(isInView, target.hash.slice(1))
    expect(await page.evaluate(() => 'stillTheSamePage' in window)).toBe(true)
    expect(await reader.panel.isVisible()).toBe(true)
    expect(problems).toEqual([])
  })

  test('every citation leads to a page and a heading that exist', async () => {
    await reader.visit(product.url)
    await reader.open()
    for (const [index, question] of ['What is SLAM?', 'What is a URDF file?', 'What is action chunking?'].entries()) {
      await reader.ask(question)
      await reader.waitForAnswer(index)
    }
    const hrefs = await reader.citations.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
    expect(hrefs.length).toBeGreaterThan(2)
    for (const href of new Set(hrefs)) {
      const response = await fetch(href)
      expect({href, status: response.status}).toEqual({href, status: 200})
      const anchor = decodeURIComponent(new URL(href).hash.slice(1))
      if (anchor) expect(await response.text()).toMatch(new RegExp(`id="?${anchor}"?[\\s>]`))
    }
  })

  test('a question that the book does not answer gets an honest no, without a citation', async () => {
    await reader.visit(product.url)
    await reader.open()
    await reader.ask('Who won the football world cup in 1998?')
    expect(await reader.waitForAnswer(0)).toMatch(/could ?n[o’']t find|found nothing/i)
    expect(await reader.citations.count()).toBe(0)
  })
})

describe('the conversation', () => {
  test('a follow-up question keeps the context', async () => {
    await reader.visit(product.url)
    await reader.open()
    await reader.ask('What is a ROS 2 topic?')
    expect(await reader.waitForAnswer(0)).toMatch(/topic/i)
    await reader.ask('How does it differ from a service?')
    const answer = await reader.waitForAnswer(1)
    expect(answer).toMatch(/service/i)
    expect(answer).toMatch(/topic/i)
  })

  test('moving to another page in the middle of an answer does not interrupt it', async () => {
    await reader.visit(product.url + TOPICS)
    await reader.open()
    await reader.waitUntilReady()
    await page.evaluate(() => Object.assign(window, {stillTheSamePage: true}))
    await reader.ask('What is a ROS 2 topic?')
    await reader.answer(0).waitFor()
    await page.getByRole('link', {name: 'Glossary'}).first().click()
    await page.waitForURL(/docs\/glossary/)
    await reader.waitForAnswer(0)
    expect(await reader.citations.count()).toBeGreaterThan(0)
    expect(await reader.panel.getByRole('alert').count()).toBe(0)
    expect(await page.evaluate(() => 'stillTheSamePage' in window)).toBe(true)
    expect(problems).toEqual([])
  })

  test('a reload keeps the conversation; a new browser session does not', async () => {
    await reader.visit(product.url + TOPICS)
    await reader.open()
    await reader.ask('What is a ROS 2 topic?')
    const before = await reader.waitForAnswer(0)

    await page.reload()
    await reader.answer(0).waitFor()
    expect(await reader.waitForAnswer(0)).toBe(before)
    await reader.ask('And what is a service?')
    await reader.waitForAnswer(1)

    const other = await newSession(browser)
    const stranger = new Reader(other.page)
    await stranger.visit(product.url + TOPICS)
    expect(await stranger.panel.isVisible()).toBe(false)
    await stranger.open()
    await stranger.waitUntilReady()
    await stranger.greeting.waitFor()
    expect(await stranger.answers().count()).toBe(0)
    await other.context.close()
  })

  test('questions sent while an answer streams are asked once each, in their order', async () => {
    await reader.visit(product.url)
    await reader.open()
    await reader.waitUntilReady()
    await reader.ask('What is a ROS 2 topic?')
    await reader.answer(0).waitFor()
    await reader.ask('What is a URDF file?')
    await page.keyboard.press('Enter')
    await reader.answer(1).waitFor({timeout: 30_000})
    await reader.waitForAnswer(1)
    const questions = await reader.transcript.locator('[part~="user-message"]').allInnerTexts()
    expect(questions.filter((text) => text.includes('URDF'))).toHaveLength(1)
    expect(await reader.answers().count()).toBe(2)
  })
})

/** Records the answer's length at each frame in which it changed. */
async function countPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    const lengths: number[] = []
    Object.assign(window, {lengths})
    const look = () => {
      const answer = document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('.assistant')
      const length = answer?.textContent?.length ?? 0
      if (length > 0 && length !== lengths.at(-1)) lengths.push(length)
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

function isInView(id: string): boolean {
  const box = document.getElementById(id)?.getBoundingClientRect()
  return box !== undefined && box.top >= 0 && box.top < innerHeight / 2
}
