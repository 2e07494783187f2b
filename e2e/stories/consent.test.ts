import {QUESTION} from '../../scripts/lib/sites/generate.js'
import type {Assistant} from '../support/assistant.ts'
import {smallSite} from '../support/small-site.ts'
import {storiesOn} from '../support/stories.ts'

const PAGE = 'gripper'
const asksFirst = smallSite({options: {consent: {policy: {href: '/arm'}}}})

storiesOn(asksFirst, (story) => {
  story(
    'consent.first',
    'the question of a link waits for the reader to agree, across a reload, and is then asked once',
    async ({product: {home, backendUrl}, assistant, picture}) => {
      await assistant.tab.goto(`${home}${PAGE}?ask=${encodeURIComponent(QUESTION)}`)
      const asked = assistant.panel.find({text: QUESTION})
      await agree(assistant).first()
      await asked.first()
      await picture('consent')
      expect(await assistant.tab.url()).toBe(home + PAGE)
      await assistant.tab.reload()
      await agree(assistant).first()
      await asked.first()
      expect(await assistant.requested(backendUrl)).toEqual([])

      await assistant.tab.evaluate(noteConsent)
      await agree(assistant).click()
      expect(await assistant.citedAnswer(0)).toMatch(/torque wrench/)
      expect(await assistant.asked()).toEqual([QUESTION])
      expect(await assistant.tab.evaluate(listRequestsBefore, backendUrl)).toEqual([])
      const sessions = (await assistant.requested(backendUrl)).filter((url) => url.endsWith('/session'))
      expect(sessions).toEqual([`${backendUrl}/api/chatkit/session`])

      await assistant.tab.reload()
      await assistant.citedAnswer(0)
      expect(await agree(assistant).count()).toBe(0)
      expect(await assistant.asked()).toEqual([QUESTION])
    },
  )

  story(
    ['consent.first', 'consent.declined'],
    'no way in asks the backend for anything before, and declining leaves the page as it was',
    async ({product: {home, backendUrl, origin}, assistant}) => {
      await assistant.visit(home + PAGE)
      await assistant.button.hover()
      await assistant.button.click()
      await agree(assistant).first()
      await assistant.tab.press('Escape')
      await assistant.panel.gone()
      await assistant.pressShortcut()
      await agree(assistant).first()
      await assistant.panel.find({role: 'button', name: 'Not now'}).click()
      await assistant.panel.gone()
      await assistant.button.focused()

      expect(await assistant.tab.evaluate(askByEvent, QUESTION)).toBe(true)
      await assistant.panel.find({text: QUESTION}).first()
      await assistant.panel.find({role: 'button', name: 'Not now'}).click()
      await assistant.panel.gone()
      await assistant.button.click()
      await agree(assistant).first()
      expect(await assistant.panel.find({text: QUESTION}).count()).toBe(0)

      expect(await assistant.requested(backendUrl)).toEqual([])
      expect((await assistant.requested('')).filter((url) => !url.startsWith(origin))).toEqual([])
      expect(await assistant.panel.find({css: 'openai-chatkit'}).count()).toBe(0)
      expect(await assistant.tab.url()).toBe(home + PAGE)
    },
  )
})

const agree = (assistant: Assistant) => assistant.panel.find({role: 'button', name: 'Agree and continue'})

/** When the reader agrees, in the page's own time. */
function noteConsent(): void {
  document.addEventListener('chatkit-widget:consent', () => {
    document.documentElement.dataset['agreedAt'] = String(Math.floor(performance.now()))
  })
}

/** What of the backend this page has asked for before the reader agreed. */
function listRequestsBefore(backendUrl: string): string[] {
  const agreedAt = Number(document.documentElement.dataset['agreedAt'])
  return performance
    .getEntriesByType('resource')
    .filter(({name, startTime}) => name.startsWith(backendUrl) && !(startTime >= agreedAt))
    .map(({name}) => name)
}

/** As code of the site's owner does. @returns whether the widget took it */
function askByEvent(question: string): boolean {
  return !window.dispatchEvent(new CustomEvent('chatkit:open', {detail: {question}, cancelable: true}))
}
