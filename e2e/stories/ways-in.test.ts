import type {Tab} from '../engines/index.ts'
import type {Assistant} from '../support/assistant.ts'
import {selectByMouse, selectWithoutMouse} from '../support/select.ts'
import {stories} from '../support/stories.ts'
import {words} from '../support/words.ts'

const TOPICS = 'docs/ros2/topics'
/** A chapter with suggested questions, and with one in its text. */
const SLAM = 'docs/perception/slam'
const ASKED = 'What is a URDF file?'

stories((story) => {
  story(
    'way.link',
    'an address with a question asks it once: neither a reload nor the way back asks it again',
    async ({product, assistant}) => {
      await assistant.tab.resize(1440, 900)
      await assistant.tab.goto(`${product.url}${TOPICS}?part=2&ask=${encodeURIComponent(ASKED)}#quality-of-service`)
      expect(await assistant.answer(0)).toMatch(/URDF/)
      expect(await assistant.tab.url()).toBe(`${product.url}${TOPICS}?part=2#quality-of-service`)
      await assistant.page.find({role: 'link', name: 'Glossary'}).click()
      await assistant.page.until('the glossary', async () => /docs\/glossary/.test(await assistant.tab.url()))
      await assistant.tab.back()
      await assistant.page.until('the chapter', async () => /docs\/ros2\/topics/.test(await assistant.tab.url()))
      await assistant.tab.reload()
      await assistant.ready()
      await assistant.answer(0)
      expect(await assistant.asked()).toEqual([ASKED])
    },
  )

  story(
    'way.link',
    'a very long question of an address waits in the composer, cut',
    async ({product, session, assistant}) => {
      const question = 'What is a topic? '.repeat(75)
      await session.tab.goto(`${product.url}${TOPICS}?ask=${encodeURIComponent(question)}`)
      await assistant.ready()
      const value = await assistant.page.until('the question in the composer', async () => {
        const [field] = await assistant.element.find({role: 'textbox'}).all()
        return field?.value
      })
      expect(value).toBe(`${question.slice(0, 999)}…`)
      expect(await assistant.questions.count()).toBe(0)
    },
  )

  story(
    'way.selection',
    'what is selected with the mouse becomes the quote of a question, and stays with it',
    async ({product, assistant, picture}) => {
      await visitChapter(assistant, product.url + TOPICS)
      const selected = await selectByMouse(assistant.page, 'A message is a typed record')
      expect(selected).toMatch(/^A message is a typed record .* cannot talk\.$/s)
      const button = assistant.page.find({role: 'button', name: 'Ask about this'})
      await button.first()
      await picture('selection')
      await button.click()
      expect(words(await assistant.quote())).toEqual(words(selected))
      await assistant.element.find({role: 'textbox'}).focused()
      await assistant.ask('What does that mean?')
      expect(await assistant.answer(0)).toMatch(/message/i)
      await picture('quoted')
      await assistant.tab.reload()
      await assistant.answer(0)
      const [question = ''] = await assistant.asked()
      expect(words(question)).toEqual([...words(selected), ...words('What does that mean?')])
      expect(await assistant.element.find({css: '.context-text'}).count()).toBe(0)
    },
  )

  story(
    'way.selection',
    'without a mouse the button is the next stop of Tab, and Escape takes it away',
    async ({product, assistant}) => {
      await visitChapter(assistant, product.url + TOPICS)
      const button = assistant.page.find({role: 'button', name: 'Ask about this'})
      await selectWithoutMouse(assistant.page, 'A node is a participant')
      await button.first()
      await assistant.tab.press('Escape')
      await button.gone()
      const selected = await selectWithoutMouse(assistant.page, 'A topic is a named bus')
      await button.first()
      await assistant.tab.press('Tab')
      await button.focused()
      await assistant.tab.press('Enter')
      expect(words(await assistant.quote())).toEqual(words(selected))
      await assistant.element.find({role: 'textbox'}).focused()
    },
  )

  story('way.code', 'a code block becomes the quote of a question', async ({product, assistant, picture}) => {
    await visitChapter(assistant, product.url + TOPICS)
    const block = assistant.page.find({css: '.theme-code-block'})
    // Its buttons are shown to a pointer over the block, and are always there for the keyboard.
    await block.hover()
    await block.find({role: 'button', name: 'Ask about this code', hidden: true}).click()
    await assistant.ready()
    expect(await assistant.quote()).toMatch(/^mkdir -p ~\/humanoid_ws\/src .*\s+ros2 pkg create balance_monitor/)
    await picture('code')
    await assistant.ask('What does this command do?')
    await assistant.answer(0)
    const [question = ''] = await assistant.asked()
    expect(question).toContain('--license MIT')
    expect(question).toMatch(/What does this command do\?$/)
  })

  story(
    'way.navbar',
    'the navbar leads to it by an item like the others, which gets the focus back',
    async ({product, assistant, picture}) => {
      await visitChapter(assistant, product.url + TOPICS)
      const item = assistant.page.find({css: '.navbar'}).find({role: 'button', name: 'Ask the assistant'})
      await picture('navbar')
      expect(await lookOf(assistant.tab, '.navbar__item', 'Ask the assistant')).toEqual(
        await lookOf(assistant.tab, '.navbar__item', 'Glossary'),
      )
      await item.click()
      await assistant.element.find({role: 'textbox'}).focused()
      await assistant.ask('What is a ROS 2 topic?')
      await assistant.answer(0)
      await assistant.tab.press('Escape')
      await assistant.panel.gone()
      await item.focused()
    },
  )

  story(
    'way.navbar',
    'on a phone the menu leads to it, and makes room for it',
    async ({engine, product, assistant, picture}) => {
      await assistant.tab.resize(Math.max(360, engine.narrowest), 740)
      await assistant.visit(product.url)
      await assistant.page.find({role: 'button', name: 'Toggle navigation bar'}).click()
      const menu = assistant.page.find({css: '.navbar-sidebar'})
      const item = menu.find({role: 'button', name: 'Ask the assistant'})
      // Until the menu stands still.
      await item.hover()
      await picture('menu')
      expect(await lookOf(assistant.tab, '.menu__link', 'Ask the assistant')).toEqual(
        await lookOf(assistant.tab, '.menu__link', 'Glossary'),
      )
      await item.click()
      await assistant.ready()
      await menu.gone()
      await assistant.ask('What is a ROS 2 topic?')
      expect(await assistant.answer(0)).toMatch(/topic/i)
      await assistant.tab.press('Escape')
      await assistant.panel.gone()
      expect(await assistant.tab.evaluate(() => document.querySelector('main')?.closest('[inert]'))).toBeNull()
    },
  )

  story('way.text', 'a question in a chapter is asked by a click on it', async ({product, assistant}) => {
    await visitChapter(assistant, product.url + SLAM)
    const before = await assistant.tab.url()
    await assistant.page.find({role: 'link', name: 'Ask how the filter uses Q'}).click()
    expect(await assistant.answer(0)).toMatch(/filter/i)
    expect(await assistant.asked()).toEqual(['How does the extended Kalman filter use Q?'])
    expect(await assistant.tab.url()).toBe(before)
  })

  story(
    'way.starters',
    'a chapter suggests questions of its own, before those of the book, and only while it is open',
    async ({product, assistant, picture}) => {
      await assistant.tab.resize(1440, 900)
      await visitChapter(assistant, product.url + SLAM)
      await assistant.open()
      const suggested = async () =>
        (await assistant.element.find({css: 'button', text: /\S{3}/}).all()).map(({text}) => text.trim())
      await assistant.page.until('the suggestions', async () => (await suggested()).length > 0)
      await picture('starters')
      expect(await suggested()).toEqual([
        'Why does closing a loop change the whole map?',
        'When is a complementary filter enough?',
        'Kalman filters compared',
        'What is physical AI?',
      ])
      await assistant.page.find({css: '.navbar'}).find({role: 'link', name: 'Glossary'}).click()
      const compared = assistant.element.find({role: 'button', name: 'Kalman filters compared'})
      await compared.gone()
      await assistant.tab.back()
      await compared.click()
      await assistant.answer(0)
      expect(await assistant.asked()).toEqual(['How do a Kalman filter and an extended Kalman filter differ?'])
    },
  )

  story(
    'open.keyboard',
    'the shortcut takes it away with a half-written question and brings it back with it',
    async ({product, assistant}) => {
      await visitChapter(assistant, product.url + TOPICS)
      await assistant.pressShortcut()
      await assistant.element.find({role: 'textbox'}).focused()
      await assistant.tab.type('What is a')
      await assistant.pressShortcut()
      await assistant.panel.gone()
      await assistant.pressShortcut()
      await assistant.element.find({role: 'textbox'}).focused()
      await assistant.tab.type(' node?')
      await assistant.tab.press('Enter')
      await assistant.answer(0)
      expect(await assistant.asked()).toEqual(['What is a node?'])
    },
  )
})

/** Both chapters have a diagram, and move when it is drawn. */
async function visitChapter(assistant: Assistant, url: string): Promise<void> {
  await assistant.visit(url)
  await assistant.page.find({css: '.docusaurus-mermaid-container svg'}).first()
}

/** What would tell one item of the navbar from the others. */
function lookOf(tab: Tab, css: string, label: string) {
  return tab.evaluate(
    (selector, text) => {
      const item = Array.from(document.querySelectorAll(selector)).find(({textContent}) => textContent === text)
      if (item === undefined) throw new Error(`There is no ${text}.`)
      const {fontSize, fontWeight, fontFamily, lineHeight} = getComputedStyle(item)
      const range = document.createRange()
      range.selectNodeContents(item)
      const indent = Math.round(range.getBoundingClientRect().left - item.getBoundingClientRect().left)
      const row = item.closest('li')
      const isWhole = row === null || row.clientWidth === item.clientWidth
      return {fontSize, fontWeight, fontFamily, lineHeight, indent, height: item.clientHeight, isWhole}
    },
    css,
    label,
  )
}
