import {stories} from '../support/stories.ts'
import {words} from '../support/words.ts'

const NOTHING_TECHNICAL = /fetch|TypeError|ECONN|status|50\d|stack|undefined|null/i
const LONG_QUESTION = 'How do I write a publisher in Python?'

stories((story) => {
  story(
    'error.away',
    'a backend that is away before the first question is said so, and Try again works once it is back',
    async ({product, assistant, picture}) => {
      await product.stopBackend()
      await assistant.visit(product.url)
      await assistant.button.click()
      await assistant.panel.first()
      await assistant.ask('What is a ROS 2 topic?')
      const {text} = await assistant.alert.first()
      expect(text).toMatch(/can[’']t be reached/)
      expect(text).not.toMatch(NOTHING_TECHNICAL)
      await picture('away')
      await product.startBackend()
      await assistant.panel.find({role: 'button', name: 'Try again'}).click()
      await assistant.answer(0)
      expect(await assistant.asked()).toEqual(['What is a ROS 2 topic?'])
    },
  )

  story(
    'error.away',
    'in the middle of a conversation the question stays, and Try again asks it once',
    async ({product, assistant}) => {
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.ask('What is a ROS 2 topic?')
      await assistant.answer(0)
      await product.stopBackend()
      await assistant.ask('What is a URDF file?')
      const again = assistant.panel.find({role: 'button', name: 'Try again'})
      await again.first()
      await product.startBackend()
      await again.click()
      expect(await assistant.answer(1)).toMatch(/URDF/)
      await assistant.tab.reload()
      await assistant.answers.several(2)
      expect(await assistant.asked()).toEqual(['What is a ROS 2 topic?', 'What is a URDF file?'])
    },
  )

  story(
    'error.resume',
    'a connection that breaks in an answer is resumed: no error, no second question, the whole answer',
    async ({product, assistant}) => {
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.ask(LONG_QUESTION)
      const {text: part} = await assistant.answers.first()
      product.wire.breakAll()
      const whole = await assistant.citedAnswer(0)
      expect(whole.length).toBeGreaterThan(part.length)
      expect(await assistant.alert.count()).toBe(0)
      expect(await assistant.asked()).toEqual([LONG_QUESTION])
      await assistant.tab.reload()
      expect(words(await assistant.citedAnswer(0))).toEqual(words(whole))
      expect(await assistant.asked()).toEqual([LONG_QUESTION])
    },
  )

  story('error.resume', 'a wire that stays cut for a while is waited for', async ({product, assistant, picture}) => {
    await assistant.visit(product.url)
    await assistant.open()
    await assistant.ask(LONG_QUESTION)
    await assistant.answers.first()
    await product.wire.cut()
    await assistant.panel.find({text: 'Reconnecting'}).first()
    await picture('reconnecting')
    await product.wire.restore()
    await assistant.answer(0)
    expect(await assistant.alert.count()).toBe(0)
    expect(await assistant.asked()).toEqual([LONG_QUESTION])
  })

  story(
    'error.restart',
    'a backend that is restarted in an answer loses no question, and the answer can be had again',
    async ({product, assistant}) => {
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.ask(LONG_QUESTION)
      await assistant.answers.first()
      await product.stopBackend()
      await product.startBackend()
      await assistant.idle()
      // Where the answer was written faster than the backend could stop, it is whole already.
      const again = assistant.panel.find({role: 'button', name: 'Try again'})
      const isWhole = () => assistant.citations.isThere()
      await assistant.page.until(
        'the answer, or a way to have it again',
        async () => (await isWhole()) || again.isThere(),
      )
      if (!(await isWhole())) await again.click()
      await assistant.answer(0)
      await assistant.citations.first()
      expect(await assistant.asked()).toEqual([LONG_QUESTION])
    },
  )

  story(
    'session.expired',
    'a session whose secret is not taken any more is renewed, and the question answered',
    async ({product, assistant}) => {
      await product.stopBackend()
      await product.startBackend({CHATKIT_SECRET_SECONDS: '5'})
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.ask('What is a ROS 2 topic?')
      await assistant.answer(0)
      // As after an hour at lunch: the secret is no good any more, and the page knows nothing of it.
      await new Promise((resolve) => setTimeout(resolve, 5500))
      await assistant.ask('What is a URDF file?')
      expect(await assistant.answer(1)).toMatch(/URDF/)
      expect(await assistant.alert.count()).toBe(0)
      await assistant.tab.reload()
      await assistant.answers.several(2)
      expect(await assistant.asked()).toEqual(['What is a ROS 2 topic?', 'What is a URDF file?'])
    },
  )
})
