import {Assistant} from '../support/assistant.ts'
import {stories} from '../support/stories.ts'
import {words} from '../support/words.ts'

const TOPICS = 'docs/ros2/topics'
const LONG_QUESTION = 'How do I write a publisher in Python?'

stories((story) => {
  story(
    'history.navigation',
    'moving to another page in the middle of an answer does not interrupt it',
    async ({product, assistant}) => {
      await assistant.tab.resize(1440, 900)
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      await assistant.tab.evaluate(() => void Object.assign(window, {stillTheSamePage: true}))
      await assistant.ask(LONG_QUESTION)
      await assistant.answers.first()
      await assistant.page.find({role: 'link', name: 'Glossary'}).click()
      await assistant.page.until('the glossary', async () => /docs\/glossary/.test(await assistant.tab.url()))
      await assistant.answer(0)
      await assistant.citations.first()
      expect(await assistant.alert.count()).toBe(0)
      expect(await assistant.tab.evaluate(() => 'stillTheSamePage' in window)).toBe(true)
    },
  )

  story('history.reload', 'a reload keeps the conversation, and it goes on', async ({product, assistant}) => {
    await assistant.visit(product.url + TOPICS)
    await assistant.open()
    await assistant.ask('What is a ROS 2 topic?')
    const before = await assistant.answer(0)
    await assistant.tab.reload()
    expect((await assistant.answer(0)).trim()).toBe(before.trim())
    await assistant.ready()
    await assistant.ask('How does it differ from a service?')
    expect(await assistant.answer(1)).toMatch(/service/i)
  })

  story(
    'history.reload',
    'a reload in the middle of an answer: it goes on where it is',
    async ({product, assistant}) => {
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      await assistant.ask(LONG_QUESTION)
      await assistant.answers.first()
      await assistant.tab.reload()
      await assistant.ready()
      const replayed = await assistant.citedAnswer(0)
      expect(await assistant.asked()).toEqual([LONG_QUESTION])
      expect(await assistant.alert.count()).toBe(0)
      // Nothing of it is missing or there twice: it is what the thread holds.
      await assistant.tab.reload()
      expect(words(await assistant.citedAnswer(0))).toEqual(words(replayed))
    },
  )

  story('history.reload', 'a reload right after sending asks the question once', async ({product, assistant}) => {
    await assistant.visit(product.url + TOPICS)
    await assistant.open()
    await assistant.ask(LONG_QUESTION)
    await assistant.questions.first()
    await assistant.tab.reload()
    await assistant.ready()
    await assistant.answer(0)
    expect(await assistant.asked()).toEqual([LONG_QUESTION])
  })

  story('history.session', 'another browser session begins without it', async ({engine, product, assistant}) => {
    await assistant.visit(product.url + TOPICS)
    await assistant.open()
    await assistant.ask('What is a ROS 2 topic?')
    await assistant.answer(0)
    const other = await engine.newSession()
    const stranger = new Assistant(other.tab)
    await stranger.visit(product.url + TOPICS)
    expect(await stranger.panel.isThere()).toBe(false)
    await stranger.open()
    await stranger.panel.find({text: 'What would you like to know?'}).first()
    expect(await stranger.answers.count()).toBe(0)
    await other.close()
  })

  story(
    'tabs.two',
    'two tabs have conversations of their own, at the same time',
    async ({product, session, assistant}) => {
      const second = new Assistant(await session.newTab())
      await second.visit(product.url)
      await second.open()
      await second.ask('What is a URDF file?')
      await assistant.tab.focus()
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.ask('What is a ROS 2 topic?')
      expect(await assistant.answer(0)).toMatch(/topic/i)
      await second.tab.focus()
      expect(await second.answer(0)).toMatch(/URDF/)
      expect(await second.asked()).toEqual(['What is a URDF file?'])
      expect(await assistant.asked()).toEqual(['What is a ROS 2 topic?'])
    },
  )

  story(
    'tabs.hidden',
    'an answer whose connection breaks in a tab that is out of sight is whole once that is looked at again',
    async ({product, session, assistant}) => {
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.ask(LONG_QUESTION)
      const {text: part} = await assistant.answers.first()
      const other = await session.newTab()
      await other.goto(`${product.url}docs/glossary`)
      await assistant.tab.evaluate(hidePage)
      expect(await assistant.tab.evaluate(() => [document.visibilityState, document.hidden])).toEqual(['hidden', true])
      product.wire.breakAll()
      // As long as the answer takes: what is written meanwhile is not seen here.
      await new Promise((resolve) => setTimeout(resolve, 4000))
      await assistant.tab.focus()
      await assistant.tab.evaluate(showPage)
      const whole = await assistant.citedAnswer(0)
      expect(whole.length).toBeGreaterThan(part.length)
      expect(await assistant.alert.count()).toBe(0)
      expect(await assistant.asked()).toEqual([LONG_QUESTION])
      await assistant.tab.reload()
      expect(words(await assistant.citedAnswer(0))).toEqual(words(whole))
      expect(await assistant.asked()).toEqual([LONG_QUESTION])
    },
  )
})

/** Only Firefox takes the tab that lies behind another one for hidden; to the page of any engine this is the same. */
function hidePage(): void {
  Object.defineProperties(document, {
    visibilityState: {configurable: true, get: () => 'hidden'},
    hidden: {configurable: true, get: () => true},
  })
  document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))
}

function showPage(): void {
  // From here on what the browser itself says counts again.
  Reflect.deleteProperty(document, 'visibilityState')
  Reflect.deleteProperty(document, 'hidden')
  document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))
}
