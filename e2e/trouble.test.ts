import type {Browser, BrowserContext, Page} from 'playwright-core'
import {launchChromium, newSession} from './support/browser.ts'
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
  ;({context, page} = await newSession(browser))
  reader = new Reader(page)
})

afterEach(async () => {
  await context.close()
  await product.stopBackend()
  await product.startBackend()
})

const NOTHING_TECHNICAL = /fetch|TypeError|ECONN|status|50\d|stack|undefined|null/i

describe('the backend is away', () => {
  test('before the first question: a friendly error, and Try again works once it is back', async () => {
    await product.stopBackend()
    await reader.visit(product.url)
    await reader.open()
    await reader.ask('What is a ROS 2 topic?')
    const alert = reader.panel.getByRole('alert').first()
    await alert.waitFor({timeout: 30_000})
    expect(await alert.innerText()).toMatch(/can[’']t be reached/)
    expect(await alert.innerText()).not.toMatch(NOTHING_TECHNICAL)

    await product.startBackend()
    await reader.panel.getByRole('button', {name: 'Try again'}).first().click()
    await reader.waitForAnswer(0)
    expect(await reader.citations.count()).toBeGreaterThan(0)
    expect(await reader.panel.getByText('What is a ROS 2 topic?').count()).toBe(1)
  })

  test('in the middle of a conversation: the question stays, and Try again asks it once', async () => {
    await reader.visit(product.url)
    await reader.open()
    await reader.ask('What is a ROS 2 topic?')
    await reader.waitForAnswer(0)
    await product.stopBackend()
    await reader.ask('What is a URDF file?')
    const retry = reader.panel.getByRole('alert').getByRole('button', {name: 'Try again'}).first()
    await retry.waitFor({timeout: 30_000})

    await product.startBackend()
    await retry.click()
    await reader.answer(1).waitFor({timeout: 30_000})
    expect(await reader.waitForAnswer(1)).toMatch(/URDF/)
    await page.reload()
    await reader.answer(1).waitFor()
    expect(await reader.transcript.getByText('What is a URDF file?', {exact: true}).count()).toBe(1)
  })

  test('in the middle of an answer: what has come stays, and the answer can be had again', async () => {
    await reader.visit(product.url)
    await reader.open()
    await reader.waitUntilReady()
    await reader.ask('How do I write a publisher in Python?')
    await reader.answer(0).waitFor()
    await product.stopBackend()
    await product.startBackend()
    const again = reader.panel.getByRole('button', {name: /Try again|Answer again/}).first()
    await again.waitFor({timeout: 30_000})
    await again.click()
    await reader.waitForAnswer(0)
    expect(await reader.panel.getByText('How do I write a publisher in Python?', {exact: true}).count()).toBe(1)
  })
})

describe('odd input', () => {
  test.each([
    ['markup', '<script>alert(1)</script><img src=x onerror=alert(2)> What is a topic?'],
    ['right-to-left text and emoji', 'ما هو الموضوع topic في ROS 2؟ 🤖'],
    ['Markdown', '**bold** `code` [link](javascript:alert(1)) # What is a node?'],
  ])('%s is shown as it was typed and answered', async (_, question) => {
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await reader.visit(product.url)
    await reader.open()
    await reader.ask(question)
    await reader.waitForAnswer(0)
    expect(await reader.transcript.getByText(question, {exact: true}).count()).toBe(1)
    expect(dialogs).toEqual([])
  })

  test('white space is not sent', async () => {
    await reader.visit(product.url)
    await reader.open()
    await reader.waitUntilReady()
    await reader.ask('   \n ')
    await page.waitForTimeout(300)
    expect(await reader.answers().count()).toBe(0)
    expect(await reader.panel.getByRole('alert').count()).toBe(0)
  })

  test('a message that is too long is refused with a reason, and stays in the composer', async () => {
    await reader.visit(product.url)
    await reader.open()
    await reader.waitUntilReady()
    const long = 'What is a topic? '.repeat(60_000).trim()
    await reader.ask(long)
    const alert = reader.panel.getByRole('alert').first()
    await alert.waitFor({timeout: 30_000})
    expect(await alert.innerText()).toMatch(/shorten your message/)
    expect(await reader.composer.inputValue()).toBe(long)
  })
})
