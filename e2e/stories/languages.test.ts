import type {Tab} from '../engines/index.ts'
import {Assistant, type Names} from '../support/assistant.ts'
import {stories} from '../support/stories.ts'

const URDU: Names = {panel: 'معاون', transcript: 'گفتگو', source: 'ماخذ', youSaid: 'آپ نے کہا'}
/** What the quality of service is. */
const QUESTION = 'سروس کا معیار کیا ہے؟'

stories((story) => {
  story(
    'ask.urdu',
    'a question on the Urdu edition is answered in Urdu, from Urdu pages, from right to left',
    async ({product, session, picture}) => {
      const assistant = new Assistant(session.tab, URDU)
      await assistant.visit(`${product.url}ur/docs/ros2/topics`)
      await assistant.open()
      await assistant.ask(QUESTION)
      const answer = await assistant.citedAnswer(0)
      expect(answer).toContain('policies')
      expect(shareOfUrdu(answer)).toBeGreaterThan(0.5)
      expect(await assistant.asked()).toEqual([QUESTION])
      expect(await assistant.alert.count()).toBe(0)
      expect(await directions(assistant.tab)).toEqual({panel: 'rtl', composer: 'rtl', question: 'rtl', answer: 'rtl'})
      expect(await joinsLetters(assistant.tab)).toEqual({page: true, panel: true})
      await picture('urdu')

      const cited = (await assistant.citations.all()).map(({href = ''}) => href)
      expect(cited.length).toBeGreaterThan(0)
      for (const href of new Set(cited)) {
        expect(href).toMatch(`${product.url}ur/`)
        const page = await (await fetch(href)).text()
        expect(page).toMatch(/<html[^>]* lang="?ur\b/)
        const passage = decodeURIComponent(new URL(href).hash.slice(1))
        if (passage !== '') expect(page).toMatch(new RegExp(`id="?${passage}"?[\\s>]`))
      }
    },
  )
})

/** Of the letters of a text, those of Urdu's script. */
function shareOfUrdu(text: string): number {
  const letters = text.match(/\p{Letter}/gu) ?? []
  return letters.filter((letter) => /\p{Script=Arabic}/u.test(letter)).length / letters.length
}

function directions(tab: Tab) {
  return tab.evaluate(() => {
    const chat = document.querySelector('openai-chatkit')?.shadowRoot
    const of = (element: Element | null | undefined) =>
      element === null || element === undefined ? null : getComputedStyle(element).direction
    return {
      panel: of(document.querySelector('[role="dialog"]')),
      composer: of(chat?.querySelector('textarea')),
      question: of(chat?.querySelector('[part~="user-message"]')),
      answer: of(chat?.querySelector('[part~="assistant-message"]')),
    }
  })
}

/** Whether a letter of Urdu that Arabic lacks joins those beside it: joined they are not as wide as each by itself. */
function joinsLetters(tab: Tab) {
  return tab.evaluate(() => {
    const join = (place: ParentNode | null | undefined) => {
      const widthOf = (text: string) => {
        const span = document.createElement('span')
        span.textContent = text
        span.style.cssText = 'position: absolute; white-space: nowrap; font-size: 100px'
        place?.append(span)
        const {width} = span.getBoundingClientRect()
        span.remove()
        return width
      }
      return Math.abs(widthOf('مہم') - widthOf('م') - widthOf('ہ') - widthOf('م')) > 1
    }
    const chat = document.querySelector('openai-chatkit')?.shadowRoot
    return {page: join(document.body), panel: join(chat?.querySelector('[part~="assistant-message"]'))}
  })
}
