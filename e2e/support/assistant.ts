import type {Tab} from '../engines/index.ts'
import {Page, type Target} from './page.ts'

/** What the assistant's parts are called in a language. */
export interface Names {
  readonly panel: string
  readonly transcript: string
  /** Begins a citation's name; its number follows. */
  readonly source: string
  /** Begins a question, for those who hear it. */
  readonly youSaid: string
}

const ENGLISH: Names = {panel: 'Assistant', transcript: 'Conversation', source: 'Source', youSaid: 'You said'}

/** What a reader sees of the assistant and does with it. */
export class Assistant {
  readonly page: Page
  readonly tab: Tab
  readonly button: Target
  readonly panel: Target
  readonly element: Target
  readonly composer: Target
  readonly transcript: Target
  readonly questions: Target
  readonly answers: Target
  readonly citations: Target
  readonly alert: Target
  readonly #names: Names

  constructor(tab: Tab, names: Names = ENGLISH) {
    this.tab = tab
    this.#names = names
    this.page = new Page(tab)
    this.button = this.page.find({css: 'button[aria-haspopup="dialog"]'})
    this.panel = this.page.find({role: 'dialog', name: names.panel})
    this.element = this.panel.find({css: 'openai-chatkit'})
    // The panel's own composer, and the element's once that has taken over; both are called alike.
    this.composer = this.panel.find({role: 'textbox'})
    this.transcript = this.panel.find({role: 'region', name: names.transcript})
    this.questions = this.transcript.find({css: '[part~="user-message"]'})
    this.answers = this.transcript.find({css: '[part~="assistant-message"]'})
    this.citations = this.transcript.find({role: 'link', name: new RegExp(`^${names.source} \\d+: `)})
    this.alert = this.panel.find({role: 'alert'})
  }

  /** Goes to a page and waits until it is alive: a click on server-rendered HTML does nothing yet. */
  async visit(url: string): Promise<void> {
    await this.tab.goto(url)
    await this.page.until('the page to be alive', () =>
      this.tab.evaluate(() => {
        const button = document.querySelector('button[aria-haspopup="dialog"]')
        return button !== null && Object.keys(button).some((key) => key.startsWith('__reactProps'))
      }),
    )
  }

  /** Opens the panel, and waits until the element has taken over from the panel's own composer. */
  async open(): Promise<void> {
    await this.button.click()
    await this.ready()
  }

  /** Opens or closes the panel as a reader does who knows the keys. */
  async pressShortcut(): Promise<void> {
    const isMac = await this.tab.evaluate(() => /Mac/.test(navigator.platform))
    await this.tab.press(isMac ? 'Meta+i' : 'Control+i')
  }

  /** Chooses what the panel's own menu offers. */
  async choose(entry: string): Promise<void> {
    await this.panel.find({role: 'button', name: 'More'}).click()
    await this.panel.find({role: 'menuitem', name: entry}).click()
  }

  /** The addresses below `prefix` that the page has asked for since it was loaded. */
  requested(prefix: string): Promise<string[]> {
    return this.tab.evaluate(
      (start) =>
        performance
          .getEntriesByType('resource')
          .map(({name}) => name)
          .filter((name) => name.startsWith(start) && !name.startsWith('data:')),
      prefix,
    )
  }

  async ready(): Promise<void> {
    await this.element.find({role: 'textbox'}).first()
  }

  async write(text: string): Promise<void> {
    // On a phone nothing takes the focus by itself: the keyboard would cover the greeting.
    if (!(await this.composer.all()).some((field) => field.isFocused)) await this.composer.click()
    await this.page.until('the focus in the composer', async () =>
      (await this.composer.all()).some((field) => field.isFocused),
    )
    await this.tab.type(text)
  }

  async ask(question: string): Promise<void> {
    await this.write(question)
    await this.tab.press('Enter')
  }

  /** Waits until answer number `index` (from 0) is whole, and gives its text. */
  async answer(index: number): Promise<string> {
    await this.answers.several(index + 1)
    await this.idle()
    return (await this.answers.all())[index]?.text ?? ''
  }

  /** Waits until answer number `index` (from 0) is whole and cited; gives its text. Citations are code of their own, which may come later. */
  async citedAnswer(index: number): Promise<string> {
    await this.answer(index)
    const sources = this.answers.find({css: '[part~="sources"]'})
    await this.page.until(`the sources of answer ${index}`, async () => (await sources.count()) > index)
    return this.answer(index)
  }

  /** Waits until nothing is being answered. */
  async idle(): Promise<void> {
    await this.page.until('the assistant to be idle', async () => {
      const [transcript] = await this.transcript.all()
      return transcript?.attributes['aria-busy'] === 'false'
    })
  }

  /** Waits for a quote in the composer, and gives its text. */
  async quote(): Promise<string> {
    return (await this.element.find({css: '.context-text'}).first()).text
  }

  /** The texts of all questions, as they stand in the transcript. */
  async asked(): Promise<string[]> {
    return (await this.questions.all()).map(({text}) => text.replace(new RegExp(`^${this.#names.youSaid}`), '').trim())
  }
}
