import type {Locator, Page} from 'playwright-core'

/** What a reader sees of the assistant and does with it, by role and name. */
export class Reader {
  readonly page: Page
  readonly button: Locator
  readonly panel: Locator
  readonly greeting: Locator
  readonly composer: Locator
  readonly transcript: Locator
  readonly citations: Locator

  constructor(page: Page) {
    this.page = page
    this.button = page.getByRole('button', {name: /^Ask/}).last()
    this.panel = page.getByRole('dialog', {name: 'Assistant'})
    this.greeting = this.panel.getByText('What would you like to know?').last()
    this.composer = this.panel.getByRole('textbox').last()
    this.transcript = this.panel.getByRole('region', {name: 'Conversation'})
    this.citations = this.transcript.getByRole('link', {name: /^Source \d+: /})
  }

  /** Waits for the page to be alive: a click on server-rendered HTML does nothing yet. */
  async visit(url: string): Promise<void> {
    await this.page.goto(url)
    await this.page.waitForFunction(() => {
      const button = document.querySelector('button[aria-haspopup="dialog"]')
      return button !== null && Object.keys(button).some((key) => key.startsWith('__reactProps'))
    })
  }

  async open(): Promise<void> {
    await this.button.click()
    await this.panel.waitFor()
  }

  /** Waits until the element has taken over from the panel's own composer. */
  async waitUntilReady(): Promise<void> {
    await this.page.locator('openai-chatkit').getByRole('textbox').waitFor()
  }

  async ask(question: string): Promise<void> {
    await this.composer.fill(question)
    // By the keyboard and not on the field: the focus moves with the hand-over from one composer to the other.
    await this.page.keyboard.press('Enter')
  }

  /** The text of every answer so far. */
  answers(): Locator {
    return this.transcript.locator('.assistant')
  }

  answer(index: number): Locator {
    return this.answers().nth(index)
  }

  /** Waits until answer number `index` is whole: its sources stand below it, and nothing is busy. */
  async waitForAnswer(index: number): Promise<string> {
    await this.answer(index).waitFor({timeout: 30_000})
    await this.page.waitForFunction(
      () =>
        document
          .querySelector('openai-chatkit')
          ?.shadowRoot?.querySelector('[role="region"][aria-busy]')
          ?.getAttribute('aria-busy') === 'false',
      undefined,
      {timeout: 30_000},
    )
    return this.answer(index).innerText()
  }
}
