import {readFileSync} from 'node:fs'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {QUESTION} from '../../scripts/lib/sites/generate.js'
import {ROOT} from '../../scripts/lib/paths.js'
import {smallSite} from '../support/small-site.ts'
import {storiesOn} from '../support/stories.ts'
import {words} from '../support/words.ts'

const LONG_QUESTION = 'How do I write the finger node in Python?'
const STEPS = Array.from(
  {length: 36},
  (_, index) =>
    `    self.move(joint=${index}, angle=${index * 2})  # as slowly as its tendon wants it and never past the stop`,
)
const LAST = 'angle=70)'

/** A page whose code takes a while to be quoted. */
const FINGERS = `# The fingers

## Write the finger node

To write the finger node in Python, put each joint where it belongs, one after the other:

\`\`\`python
class FingerNode:
  def rest(self):
${STEPS.join('\n')}
\`\`\`
`

const drawnByAnother = smallSite({
  options: {element: {src: '/x/plain-element.js', domainKey: 'none'}},
  files: {
    'static/plain-element.js': readFileSync(path.join(ROOT, 'e2e/in-page/plain-element.js'), 'utf8'),
    'docs/fingers.mdx': FINGERS,
  },
})

storiesOn(drawnByAnother, (story) => {
  story(
    'element.other',
    'what is asked before it is there is handed over to it, and the conversation goes on and outlives a reload',
    async ({product: {home}, assistant, picture}) => {
      await assistant.visit(`${home}gripper`)
      await assistant.button.click()
      await assistant.panel.first()
      await assistant.ask(QUESTION)
      expect(await assistant.answer(0)).toMatch(/torque wrench/)
      await assistant.ready()
      await assistant.ask('What does the arm carry?')
      const answer = await assistant.answer(1)
      expect(answer).toMatch(/four kilograms/)
      await picture('other-element')
      expect(
        await assistant.tab.evaluate(() => document.querySelector('openai-chatkit')?.shadowRoot ?? null),
      ).toBeNull()

      await assistant.tab.reload()
      expect(words(await assistant.answer(1))).toEqual(words(answer))
      expect(await assistant.asked()).toEqual([QUESTION, 'What does the arm carry?'])
      expect(await assistant.alert.count()).toBe(0)
    },
  )

  story(
    'element.other',
    'a connection that breaks in an answer is mended under it: no error, no second question, the whole answer',
    async ({product: {home, wire}, assistant}) => {
      await assistant.visit(home)
      await assistant.open()
      await assistant.ask(LONG_QUESTION)
      const {text: part} = await assistant.answers.first()
      wire.breakAll()
      const whole = await assistant.answer(0)
      expect(part).not.toContain(LAST)
      expect(whole).toContain(LAST)
      expect(await assistant.alert.count()).toBe(0)
      await assistant.tab.reload()
      expect(words(await assistant.answer(0))).toEqual(words(whole))
      expect(await assistant.asked()).toEqual([LONG_QUESTION])
    },
  )

  story(
    'element.other',
    'a reload in the middle of an answer: the widget has it look again until the answer is whole',
    async ({product: {home}, assistant}) => {
      await assistant.visit(home)
      await assistant.open()
      await assistant.ask(LONG_QUESTION)
      expect((await assistant.answers.first()).text).not.toContain(LAST)
      await assistant.tab.reload()
      await assistant.page.until('the whole answer', async () =>
        (await assistant.answers.all())[0]?.text.includes(LAST),
      )
      await assistant.ask(QUESTION)
      expect(await assistant.answer(1)).toMatch(/torque wrench/)
      expect(await assistant.asked()).toEqual([LONG_QUESTION, QUESTION])
      expect(await assistant.alert.count()).toBe(0)
    },
  )

  story('element.other', 'its Stop ends the answer at the server too', async ({product: {home}, assistant}) => {
    await assistant.visit(home)
    await assistant.open()
    await assistant.ask(LONG_QUESTION)
    await assistant.answers.first()
    await assistant.element.find({role: 'button', name: 'Stop'}).click()
    await assistant.idle()
    const {text: kept} = await assistant.answers.first()
    expect(kept).not.toContain(LAST)
    await assistant.ask(QUESTION)
    expect(await assistant.answer(1)).toMatch(/torque wrench/)
    await assistant.tab.reload()
    await assistant.answer(1)
    expect((await assistant.answers.all())[0]?.text).not.toContain(LAST)
    expect(await assistant.asked()).toEqual([LONG_QUESTION, QUESTION])
  })

  story(
    'element.other',
    'a session that has expired is renewed under it, and the question answered',
    async ({product: {home, restartBackend}, assistant}) => {
      await restartBackend({CHATKIT_SECRET_SECONDS: '5'})
      try {
        await assistant.visit(home)
        await assistant.open()
        await assistant.ask(QUESTION)
        await assistant.answer(0)
        await sleep(5500)
        await assistant.ask('What does the arm carry?')
        expect(await assistant.answer(1)).toMatch(/four kilograms/)
        expect(await assistant.alert.count()).toBe(0)
        expect(await assistant.asked()).toEqual([QUESTION, 'What does the arm carry?'])
      } finally {
        await restartBackend()
      }
    },
  )
})
