import {setTimeout as sleep} from 'node:timers/promises'
import {Assistant} from '../support/assistant.ts'
import type {Tab} from '../engines/index.ts'
import {look, type View} from './look.ts'

/** How often a reader looks, and how long one takes to press a button that has come up. */
const GLANCE_MS = 120
/** Longer than the code of any part of an answer takes to load on a machine that is busy. */
export const STILL_MS = 4000
/** An answer that is still not whole after so many requests for another is taken as it is. */
const MOST_AGAIN = 2

/** A reader who presses what is offered, sends again what came back into the composer, and never reloads. */
export class PatientReader {
  readonly #assistant: Assistant
  readonly #tab: Tab
  /** Times that a button was pressed, or a question sent once more by hand. */
  presses = 0

  constructor(tab: Tab) {
    this.#tab = tab
    this.#assistant = new Assistant(tab)
  }

  async open(url: string): Promise<void> {
    await this.#assistant.visit(url)
  }

  /** Presses the button, once more whenever the page says that the panel could not be loaded. */
  async openPanel(): Promise<void> {
    const {button, page, panel} = this.#assistant
    const notLoaded = page.find({role: 'alert'})
    await button.click()
    await page.until('the panel', async () => {
      const isAlarmed = await notLoaded.isThere()
      // Asked after the alert: the panel has alerts of its own, and covers the button.
      if (await panel.isThere()) return true
      if (isAlarmed) {
        this.presses += 1
        await button.click()
      }
      return false
    })
  }

  /** Has an answer that failed mended before asking on, as whoever wants it does; one that fails later than that is marked. */
  async ask(question: string): Promise<void> {
    // What came back into the composer is a question of its own.
    if ((await look(this.#tab)).draft !== '') {
      this.presses += 1
      await this.#assistant.composer.click()
      await this.#tab.press('Enter')
    }
    await this.#assistant.write(question)
    const offered = findOffer(await look(this.#tab))
    if (offered !== undefined) {
      await this.#press(offered)
      await this.#assistant.composer.click()
    }
    await this.#tab.press('Enter')
  }

  /**
   * Does what is offered until every question stands with an answer and nothing is under way.
   *
   * @param isEnough says of a quiet view whether its answers are whole; if not, "Answer again" is pressed
   * @throws with the last view when that has not come about within `patience` ms
   */
  async settle(asked: readonly string[], patience: number, isEnough: (view: View) => boolean): Promise<View> {
    const end = Date.now() + patience
    let again = 0
    for (;;) {
      const view = await look(this.#tab)
      if (Date.now() > end) throw new Error(`Not settled after ${patience / 1000} s: ${summarise(view)}`)
      if (!view.isBusy && !(await this.#react(view)) && isWhole(asked, view)) {
        if (isEnough(view)) return view
        const still = await this.lookWhenStill(STILL_MS)
        if (isEnough(still) || again >= MOST_AGAIN || !still.retries.includes('Answer again')) return still
        again += 1
        await this.#press('Answer again')
      }
      await sleep(GLANCE_MS)
    }
  }

  /** The view once it has not changed for `quiet` ms: formulas and sources are drawn when their code has come. */
  async lookWhenStill(quiet: number): Promise<View> {
    let view = await look(this.#tab)
    for (let since = Date.now(); Date.now() - since < quiet;) {
      await sleep(GLANCE_MS)
      const now = await look(this.#tab)
      if (JSON.stringify(now) !== JSON.stringify(view)) since = Date.now()
      view = now
    }
    return view
  }

  /** Whether there was something to react to. */
  async #react(view: View): Promise<boolean> {
    const {draft} = view
    const label = findOffer(view)
    if (label !== undefined) {
      await this.#press(label)
      return true
    }
    if (draft === '') return false
    // The element may be about to send what stands there by itself.
    await sleep(1500)
    const now = await look(this.#tab)
    if (now.draft !== draft || now.isBusy) return true
    this.presses += 1
    await this.#assistant.composer.click()
    await this.#tab.press('Enter')
    await sleep(GLANCE_MS)
    return true
  }

  async #press(label: string): Promise<void> {
    const button = this.#assistant.panel.find({role: 'button', name: label})
    const place = await this.#assistant.page.aim(button.query)
    if (place === null) return
    this.presses += 1
    await this.#tab.click(place.x, place.y)
    await sleep(GLANCE_MS * 2)
  }
}

/** The button that mends what failed. "Answer again" stands below every answer. */
function findOffer({retries}: View): string | undefined {
  return retries.find((name) => name !== 'Answer again')
}

/** The view without the answers' texts. */
function summarise({turns, ...rest}: View): string {
  const lengths = turns.map(({question, answer}) => `${question} → ${answer.length} characters`)
  return JSON.stringify({...rest, turns: lengths})
}

function isWhole(asked: readonly string[], {turns}: View): boolean {
  return asked.every((question) =>
    turns.some((turn) => turn.question === question && (turn.isMarked || turn.answer !== '')),
  )
}
