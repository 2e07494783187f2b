import {Assistant} from '../support/assistant.ts'
import {stories} from '../support/stories.ts'

const TOPICS = 'docs/ros2/topics'
const LONG_QUESTION = 'How do I write a publisher in Python?'

stories((story) => {
  story(
    'context.page',
    'the page that is named goes along; taken out, nothing of it is sent, until the next page',
    async ({product, assistant, picture}) => {
      await assistant.tab.resize(1440, 900)
      await assistant.visit(`${product.url}${TOPICS}#quality-of-service`)
      await assistant.open()
      const chip = assistant.panel.find({text: 'Asking about:'})
      await chip.first()
      expect(pageOf(await sent('What is a ROS 2 topic?'))).toEqual({
        url: expect.stringMatching(/^\/textbook\/docs\/ros2\/topics#[\w-]+$/),
        title: expect.stringMatching(/quality of service/i),
        heading: expect.stringMatching(/\S/),
        version: 'current',
        locale: 'en',
        docId: expect.stringMatching(/topics$/),
      })
      await picture('chip')

      await assistant.panel.find({role: 'button', name: 'Ask without this page'}).click()
      await chip.gone()
      await assistant.element.find({role: 'textbox'}).focused()
      const bare = await sent('What is a URDF file?')
      expect(bare).toContain('What is a URDF file?')
      expect(bare).not.toMatch(/"page"|docs\/ros2|quality of service/i)

      await assistant.page.find({css: '.navbar'}).find({role: 'link', name: 'Glossary'}).click()
      await chip.first()
      expect(await sent('What is a node?')).toMatch(/"page":\{"url":"\/textbook\/docs\/glossary[#"]/)

      /** Asks, and gives every byte that went to the backend for it. */
      async function sent(question: string): Promise<string> {
        const index = await assistant.questions.count()
        const said = product.wire.listen()
        await assistant.ask(question)
        await assistant.answer(index)
        return said()
      }
    },
  )

  story(
    'panel.docked',
    'docked it stands beside the page, as wide as the reader wants it, also after a reload',
    async ({product, assistant, picture}) => {
      await assistant.tab.resize(1440, 900)
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      await assistant.choose('Dock to the side')
      const handle = assistant.panel.find({role: 'separator'})
      await handle.first()
      expect(await measure()).toEqual({width: 420, height: 900, isAtEdge: true, overlap: 0, overflow: 0})
      await picture('docked')

      const {box} = await handle.first()
      await assistant.tab.drag({x: box.x + 2, y: 450}, {x: box.x - 58, y: 450})
      await assistant.page.until('a wider panel', async () => (await measure()).width > 440)
      await handle.focused()
      const {width} = await measure()
      await assistant.tab.press('ArrowLeft')
      await assistant.page.until('a still wider panel', async () => (await measure()).width > width)
      const wider = await measure()
      expect(wider).toMatchObject({height: 900, isAtEdge: true, overlap: 0, overflow: 0})

      await assistant.tab.reload()
      await assistant.ready()
      await assistant.page.until('the same place', async () => (await measure()).width === wider.width)
      expect(await measure()).toEqual(wider)

      await assistant.tab.resize(1000, 900)
      await handle.gone()
      expect((await measure()).height).toBe(600)
      await assistant.tab.resize(1440, 900)
      await handle.first()
      await assistant.choose('Float over the page')
      await handle.gone()
      expect(await measure()).toMatchObject({width: 400, height: 600, isAtEdge: false})

      /** The panel, how much of the page's content it covers, and how far that is wider than the window. */
      async function measure() {
        return assistant.tab.evaluate(() => {
          const edge = document.documentElement.clientWidth
          const panel = document.querySelector('[role="dialog"]')?.getBoundingClientRect() ?? new DOMRect()
          const parts = [...document.querySelectorAll('.navbar, main, footer')]
          const right = Math.max(...parts.map((part) => part.getBoundingClientRect().right))
          return {
            width: panel.width,
            height: panel.height,
            isAtEdge: panel.right === edge,
            overlap: Math.max(0, right - panel.left),
            overflow: document.documentElement.scrollWidth - edge,
          }
        })
      }
    },
  )

  story(
    'panel.hidden',
    'hidden for this visit the button stays away, and the shortcut still opens it',
    async ({engine, product, assistant}) => {
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      await assistant.choose('Hide for this visit')
      await assistant.panel.gone()
      await assistant.button.gone()
      await assistant.visit(product.url)
      expect(await assistant.button.isThere()).toBe(false)
      await assistant.pressShortcut()
      await assistant.ready()
      await assistant.panel.find({role: 'button', name: 'Close'}).click()
      await assistant.panel.gone()
      expect(await assistant.button.isThere()).toBe(false)

      const other = await engine.newSession()
      await new Assistant(other.tab).visit(product.url)
      await new Assistant(other.tab).button.first()
      await other.close()
    },
  )

  story(
    'ask.unread',
    'an answer that ends while the panel is closed leaves a mark, until it is opened',
    async ({product, assistant, picture}) => {
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      // Not before the panel is closed.
      product.wire.freeze('replies')
      await assistant.ask(LONG_QUESTION)
      await assistant.questions.first()
      await assistant.panel.find({role: 'button', name: 'Close'}).click()
      await assistant.panel.gone()
      await product.wire.restore()
      const marked = assistant.page.find({css: 'button[aria-haspopup="dialog"]', name: /New answer/})
      await marked.first()
      await picture('unread')
      await marked.click()
      await assistant.answer(0)
      await assistant.citations.first()
      await assistant.panel.find({role: 'button', name: 'Close'}).click()
      await assistant.button.first()
      expect(await marked.isThere()).toBe(false)
    },
  )
})

/** What a request says of the page it was asked from. */
function pageOf(said: string): unknown {
  const [, page] = /"page":(\{[^{}]*\})/.exec(said) ?? []
  return page === undefined ? undefined : JSON.parse(page)
}
