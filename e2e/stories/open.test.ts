import {stories} from '../support/stories.ts'

const TOPICS = 'docs/ros2/topics'

stories((story) => {
  story(
    'open.button',
    'the button is in the first HTML of every page, and stands at the bottom right',
    async ({product, assistant}) => {
      for (const path of ['', TOPICS, 'docs/glossary']) {
        const html = await (await fetch(product.url + path)).text()
        expect(html).toMatch(/<button[^>]*aria-haspopup="?dialog"?/)
      }
      await assistant.tab.goto(product.url + TOPICS)
      const {box, name} = await assistant.button.first()
      const [width, height] = await assistant.tab.evaluate(
        () => [document.documentElement.clientWidth, innerHeight] as const,
      )
      expect(name).toMatch(/^Ask/)
      expect(box.x + box.width).toBeGreaterThan(width - 60)
      expect(box.y + box.height).toBeGreaterThan(height - 100)
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
    },
  )

  story(
    'open.panel',
    'a click opens it: it greets, and what is typed without a click lands in the composer',
    async ({product, assistant}) => {
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      await assistant.panel.find({text: 'What would you like to know?'}).first()
      await assistant.element.find({role: 'textbox'}).focused()
      await assistant.tab.type('typed without a click')
      const [field] = await assistant.element.find({role: 'textbox'}).all()
      expect(field?.value).toBe('typed without a click')
    },
  )

  story('open.panel', 'what is typed while it is still loading is not lost', async ({product, assistant}) => {
    await assistant.visit(product.url + TOPICS)
    await assistant.button.click()
    await assistant.panel.first()
    for (const word of ['What ', 'is ', 'a ', 'node?']) await assistant.tab.type(word)
    await assistant.ready()
    const [field] = await assistant.element.find({role: 'textbox'}).all()
    expect(field?.value).toBe('What is a node?')
  })

  story(
    ['open.lazy', 'port.other'],
    'nothing is asked of the backend before the reader opens it, and then one session is made',
    async ({product, assistant}) => {
      await assistant.visit(product.url + TOPICS)
      await assistant.button.hover()
      const asked = () => assistant.requested(product.backendUrl)
      const {origin} = new URL(product.url)
      expect((await assistant.requested('')).filter((url) => !url.startsWith(origin))).toEqual([])
      await assistant.open()
      await assistant.page.until('a session', async () => (await asked()).length > 0)
      expect(await asked()).toEqual([`${product.backendUrl}/api/chatkit/session`])
      expect(new URL(product.backendUrl).port).not.toBe(new URL(product.url).port)
    },
  )

  story(
    ['open.close', 'open.keyboard'],
    'Escape closes it, and the focus returns to the button it was opened by',
    async ({product, assistant}) => {
      await assistant.visit(product.url)
      await assistant.tab.evaluate(() => document.querySelector<HTMLElement>('button[aria-haspopup="dialog"]')?.focus())
      await assistant.tab.press('Enter')
      await assistant.element.find({role: 'textbox'}).focused()
      await assistant.tab.press('Escape')
      await assistant.panel.gone()
      await assistant.button.focused()
    },
  )

  story('open.close', 'the close button closes it', async ({product, assistant}) => {
    await assistant.visit(product.url)
    await assistant.open()
    await assistant.panel.find({role: 'button', name: /^Close/}).click()
    await assistant.panel.gone()
    await assistant.button.first()
  })

  story('open.keyboard', 'the shortcut opens and closes it', async ({product, assistant}) => {
    await assistant.visit(product.url + TOPICS)
    await assistant.pressShortcut()
    await assistant.ready()
    await assistant.pressShortcut()
    await assistant.panel.gone()
  })

  story(
    'size.limits',
    'it fits every window, and is never larger than 400 × 600',
    async ({engine, product, assistant, picture}) => {
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      for (const [width, height] of [
        [320, 640],
        [768, 1024],
        [1440, 900],
        [2560, 1440],
      ] as const) {
        const actual = Math.max(width, engine.narrowest)
        await assistant.tab.resize(actual, height)
        const box = await assistant.page.until('the panel inside the window', async () => {
          const [panel] = await assistant.panel.all()
          const fits =
            panel !== undefined &&
            panel.box.x >= 0 &&
            panel.box.y >= 0 &&
            panel.box.x + panel.box.width <= actual &&
            panel.box.y + panel.box.height <= height
          return fits && panel.box
        })
        const isSheet = actual <= 480
        expect(box.width).toBeLessThanOrEqual(isSheet ? actual : 400)
        expect(box.height).toBeLessThanOrEqual(isSheet ? height : 600)
        expect(
          await assistant.tab.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          ),
        ).toBe(0)
        await picture(`open-${width}`)
      }
    },
  )

  story(
    'size.sheet',
    'on a phone it fills the screen, and the page behind is out of reach',
    async ({engine, product, assistant}) => {
      const width = Math.max(360, engine.narrowest)
      await assistant.tab.resize(width, 740)
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      const {box} = await assistant.panel.first()
      expect([box.width, box.height]).toEqual([width, 740])
      expect(await assistant.tab.evaluate(() => document.querySelector('main')?.closest('[inert]') !== null)).toBe(true)
      await assistant.tab.press('Escape')
      await assistant.panel.gone()
      expect(await assistant.tab.evaluate(() => document.querySelector('main')?.closest('[inert]'))).toBeNull()
    },
  )

  story('look.dark', 'it follows the site when the reader switches its colours', async ({product, assistant}) => {
    await assistant.visit(product.url + TOPICS)
    await assistant.tab.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'))
    await assistant.open()
    const brightness = () =>
      assistant.tab.evaluate(() => {
        const panel = document.querySelector('[role="dialog"]')
        const [red = 0, green = 0, blue = 0] =
          (panel === null ? '' : getComputedStyle(panel).backgroundColor).match(/[\d.]+/g)?.map(Number) ?? []
        return red + green + blue
      })
    const light = await brightness()
    expect(light).toBeGreaterThan(500)
    await assistant.tab.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
    await assistant.page.until('a dark panel', async () => (await brightness()) < light / 2)
  })
})
