import {Assistant} from '../support/assistant.ts'
import {stories} from '../support/stories.ts'
import {words} from '../support/words.ts'

const FIRST = 'What is a ROS 2 topic?'
const LONG_QUESTION = 'How do I write a publisher in Python?'
const OTHER = 'What is a URDF file?'

stories((story) => {
  story(
    'tabs.same',
    'a question that a second tab asks while the first is being answered waits for that answer, and is asked once',
    async ({product, session, assistant}) => {
      const second = await duplicate(product.url, assistant, await session.newTab())
      await second.write(OTHER)
      await assistant.tab.focus()
      await assistant.ask(LONG_QUESTION)
      await assistant.answers.several(2)
      await second.tab.focus()
      await second.tab.press('Enter')
      await second.page.until('an answer to its question', async () =>
        (await second.answers.all()).some(({text}) => text.includes('URDF')),
      )
      await second.idle()
      expect(await second.alert.count()).toBe(0)
      expect((await second.asked()).filter((question) => question === OTHER)).toEqual([OTHER])
      // A slow machine may have asked it after that answer: then this tab has not seen it yet.
      await second.tab.reload()
      await second.answer(2)
      expect(await second.asked()).toEqual([FIRST, LONG_QUESTION, OTHER])

      await assistant.tab.focus()
      await assistant.answer(1)
      expect(await assistant.alert.count()).toBe(0)
      await assistant.tab.reload()
      await assistant.answer(2)
      expect(await assistant.asked()).toEqual([FIRST, LONG_QUESTION, OTHER])
    },
  )

  story(
    'tabs.window',
    'two windows with one conversation that are both in sight show each other’s questions and answers as they come',
    async ({product, session, assistant}) => {
      const second = await duplicate(product.url, assistant, await session.newWindow())
      for (const {tab} of [assistant, second]) await tab.evaluate(noteEveryLookAway)
      await assistant.tab.focus()
      await assistant.ask(LONG_QUESTION)
      await assistant.answers.several(2)
      await second.answers.several(2)
      await second.tab.focus()
      await second.ask(OTHER)
      const answers = await shown(second)
      expect(answers.at(-1)).toMatch(/URDF/)
      expect(await shown(assistant)).toEqual(answers)
      for (const one of [assistant, second]) {
        expect(await one.asked()).toEqual([FIRST, LONG_QUESTION, OTHER])
        expect(await one.alert.count()).toBe(0)
        expect(await one.tab.evaluate(() => document.documentElement.dataset['looksAway'])).toBe('0')
      }
    },
  )

  story(
    'tabs.same',
    'of two questions that are asked at the same moment each is asked once, and both are answered',
    async ({product, session, assistant}) => {
      const second = await duplicate(product.url, assistant, await session.newTab())
      await second.write(OTHER)
      await assistant.tab.focus()
      await assistant.write(LONG_QUESTION)
      const moment = Date.now() + 1000
      // One after the other: WebKit's driver serves one tab at a time.
      for (const {tab} of [assistant, second]) await tab.evaluate(submitAt, moment)
      // A tab out of sight follows no answer, so each has its turn.
      for (const one of [second, assistant]) {
        await one.tab.focus()
        await one.page.until('its own question asked', async () => (await one.questions.count()) >= 2)
        await one.idle()
      }
      for (const one of [second, assistant]) {
        await one.tab.focus()
        await one.idle()
        await one.tab.reload()
        await one.answer(2)
        expect((await one.asked()).toSorted()).toEqual([FIRST, LONG_QUESTION, OTHER].toSorted())
        expect(await one.alert.count()).toBe(0)
      }
      expect(await assistant.asked()).toEqual(await second.asked())
    },
  )
})

/** A conversation in a first tab, and that tab duplicated: browsers copy what it keeps for its session, so it is the same conversation. */
async function duplicate(url: string, first: Assistant, tab: Assistant['tab']): Promise<Assistant> {
  const second = new Assistant(tab)
  await first.tab.focus()
  await first.visit(url)
  await first.open()
  await first.ask(FIRST)
  await first.answer(0)
  const kept = await first.tab.evaluate(() => Object.entries(sessionStorage))
  await tab.focus()
  await tab.goto(url)
  await tab.evaluate((entries) => {
    for (const [name, value] of entries) sessionStorage.setItem(name, value)
  }, kept)
  await second.visit(url)
  await second.ready()
  await second.answer(0)
  return second
}

/** The words of all three answers, once they are whole and have their sources. */
async function shown(one: Assistant): Promise<string[]> {
  await one.citedAnswer(2)
  return (await one.answers.all()).map(({text}) => words(text).join(' '))
}

/** Coming back into sight would be a reason of its own to look for what is new. */
function noteEveryLookAway(): void {
  const {dataset} = document.documentElement
  let count = 0
  const note = () => (dataset['looksAway'] = String(count++))
  document.addEventListener('visibilitychange', note)
  note()
}

/** Sends what is in the composer at a moment (epoch milliseconds) that two tabs can have in common. */
function submitAt(moment: number): void {
  setTimeout(() => {
    const form = document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('form')
    if (form === null || form === undefined) throw new Error('There is no composer.')
    form.requestSubmit()
  }, moment - Date.now())
}
