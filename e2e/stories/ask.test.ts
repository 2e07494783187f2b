import {stories} from '../support/stories.ts'
import {words} from '../support/words.ts'

const TOPICS = 'docs/ros2/topics'
const ODD = [
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(2)> What is a topic?'],
  ['right-to-left text and emoji', 'ما هو الموضوع topic في ROS 2؟ 🤖'],
  ['Markdown', '**bold** `code` [link](javascript:alert(1)) # What is a node?'],
] as const

stories((story) => {
  story(
    ['ask.indicator', 'ask.stream', 'ask.cited'],
    'the own message and a line of status come at once, then the answer in pieces, with its sources',
    async ({product, assistant, picture}) => {
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      await recordStory(assistant.tab)
      await assistant.ask('What is the linear inverted pendulum model?')
      expect(await assistant.answer(0)).toMatch(/pendulum/i)
      const seen = await readStory(assistant.tab)
      expect(seen.firstFrame).toBe('question and status')
      expect(seen.lengths.length).toBeGreaterThan(2)
      await assistant.citations.first()
      await picture('answer')
    },
  )

  story('ask.cited', 'every citation leads to a page and a heading that exist', async ({product, assistant}) => {
    await assistant.visit(product.url)
    await assistant.open()
    for (const [index, question] of ['What is SLAM?', 'What is a URDF file?'].entries()) {
      await assistant.ask(question)
      await assistant.answer(index)
    }
    const hrefs = (await assistant.citations.all()).map(({href}) => href ?? '')
    expect(hrefs.length).toBeGreaterThan(1)
    for (const href of new Set(hrefs)) {
      const response = await fetch(href)
      expect({href, status: response.status}).toEqual({href, status: 200})
      const anchor = decodeURIComponent(new URL(href).hash.slice(1))
      if (anchor !== '') expect(await response.text()).toMatch(new RegExp(`id="?${anchor}"?[\\s>]`))
    }
  })

  story(
    'ask.navigate',
    'a citation leads to its passage without a reload, which is marked, and the panel stays open',
    async ({product, assistant, picture}) => {
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      await assistant.ask('What is the linear inverted pendulum model?')
      await assistant.answer(0)
      await assistant.tab.evaluate(() => void Object.assign(window, {stillTheSamePage: true}))
      const {href = ''} = await assistant.citations.first()
      await assistant.citations.click()
      await assistant.page.until('the page that was cited', async () => (await assistant.tab.url()) === href)
      await assistant.page.until('its passage in view', () =>
        assistant.tab.evaluate(
          (id) => {
            const box = document.getElementById(id)?.getBoundingClientRect()
            return box !== undefined && box.top >= 0 && box.top < innerHeight / 2
          },
          decodeURIComponent(new URL(href).hash.slice(1)),
        ),
      )
      const marked = await assistant.page.until('its passage marked', () => assistant.tab.evaluate(readMarked))
      expect(marked).toMatch(/pendulum/i)
      await picture('passage')
      expect(await assistant.tab.evaluate(() => 'stillTheSamePage' in window)).toBe(true)
      expect(await assistant.panel.isThere()).toBe(true)
    },
  )

  story(
    'ask.long',
    'a long answer is complete, can be scrolled, and leaves the composer within reach',
    async ({product, assistant, picture}) => {
      await assistant.visit(product.url + TOPICS)
      await assistant.open()
      for (const [index, question] of [
        'What is a ROS 2 topic?',
        'What are the quality-of-service policies?',
        'How do I write a publisher in Python?',
      ].entries()) {
        await assistant.ask(question)
        await assistant.answer(index)
      }
      const panel = await assistant.panel.first()
      const field = await assistant.element.find({role: 'textbox'}).first()
      expect(field.box.y + field.box.height).toBeLessThanOrEqual(panel.box.y + panel.box.height)
      const ends = await assistant.tab.evaluate(scrollThrough)
      expect(ends.length).toBe(3)
      expect(ends).toEqual(Array.from(ends, () => ({isInView: true})))
      await picture('long')
    },
  )

  story(
    ['ask.rapid', 'ask.busy'],
    'questions sent while an answer streams, and twice by a nervous finger, are asked once each in their order',
    async ({product, assistant}) => {
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.ask('What is a ROS 2 topic?')
      await assistant.ask('What is a URDF file?')
      await assistant.tab.press('Enter')
      await assistant.tab.press('Enter')
      await assistant.ask('What is SLAM?')
      expect(await assistant.answer(2)).toMatch(/SLAM/)
      expect(await assistant.asked()).toEqual(['What is a ROS 2 topic?', 'What is a URDF file?', 'What is SLAM?'])
      expect(await assistant.answers.count()).toBe(3)
    },
  )

  story('ask.rapid', 'a question sent before the chat has loaded is asked once', async ({product, assistant}) => {
    await assistant.visit(product.url)
    await assistant.button.click()
    await assistant.panel.first()
    await assistant.ask('What is a ROS 2 topic?')
    expect(await assistant.answer(0)).toMatch(/topic/i)
    expect(await assistant.asked()).toEqual(['What is a ROS 2 topic?'])
  })

  story(
    'ask.stop',
    'Stop ends an answer and keeps what was written, also after a reload',
    async ({product, assistant}) => {
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.ask('How do I write a publisher in Python?')
      await assistant.answers.first()
      await assistant.element.find({role: 'button', name: 'Stop'}).click()
      await assistant.idle()
      const keptOfFirst = async () => written((await assistant.answers.first()).text)
      const stopped = await keptOfFirst()
      expect(stopped.length).toBeGreaterThan(0)
      await assistant.ask('What is a URDF file?')
      expect(await assistant.answer(1)).toMatch(/URDF/)
      await assistant.tab.reload()
      await assistant.answer(1)
      const kept = await keptOfFirst()
      // The server may have written a little more before it heard of the stop, or the reader had not been shown all of it yet.
      expect(kept.slice(0, stopped.length - 1)).toEqual(stopped.slice(0, -1))
      await assistant.tab.reload()
      await assistant.answer(1)
      expect(await keptOfFirst()).toEqual(kept)
      await assistant.ready()
      await assistant.ask('How do I write a publisher in Python?')
      const whole = written(await assistant.citedAnswer(2))
      // Had it gone on unseen, the thread would hold all of it by now.
      expect(kept.length).toBeLessThan(whole.length - 20)
      expect((await assistant.asked()).slice(0, 2)).toEqual([
        'How do I write a publisher in Python?',
        'What is a URDF file?',
      ])
    },
  )

  for (const [name, question] of ODD) {
    story('ask.special', `${name} is shown as it was typed, and answered`, async ({product, assistant}) => {
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.tab.evaluate(() => {
        window.alert = () => void Object.assign(window, {alerted: true})
      })
      await assistant.ask(question)
      await assistant.answer(0)
      expect(await assistant.asked()).toEqual([question])
      expect(await assistant.tab.evaluate(() => 'alerted' in window)).toBe(false)
    })
  }

  story('ask.special', 'white space is not sent', async ({product, assistant}) => {
    await assistant.visit(product.url)
    await assistant.open()
    await assistant.write('   ')
    await assistant.tab.press('Enter')
    await assistant.ask('What is a ROS 2 topic?')
    await assistant.answer(0)
    expect(await assistant.asked()).toEqual(['What is a ROS 2 topic?'])
  })

  story(
    'ask.oversized',
    'a message that is too long is refused with a reason, and stays in the composer',
    async ({product, assistant}) => {
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.write('x')
      const length = await pasteLong(assistant.tab)
      await assistant.tab.press('Enter')
      expect((await assistant.alert.first()).text).toMatch(/shorten your message/)
      const [field] = await assistant.element.find({role: 'textbox'}).all()
      expect(field?.value?.length).toBe(length)
    },
  )

  story(
    'ask.unknown',
    'what the book does not answer gets an honest no, without a citation',
    async ({product, assistant}) => {
      await assistant.visit(product.url)
      await assistant.open()
      await assistant.ask('Who won the football world cup in 1998?')
      expect(await assistant.answer(0)).toMatch(/could ?n[o’']t find|found nothing/i)
      expect(await assistant.citations.count()).toBe(0)
    },
  )
})

/** The words of an answer, without the list of its sources. */
function written(answer: string): string[] {
  const all = words(answer)
  const end = all.lastIndexOf('Sources')
  return end === -1 ? all : all.slice(0, end)
}

/** The words that are marked in the page as what was cited; null while there are none. */
function readMarked(): string | null {
  if ('highlights' in CSS) return Array.from(CSS.highlights.get('chatkit-passage') ?? [], String).join(' ') || null
  return document.querySelector('[data-chatkit-cited]')?.textContent ?? null
}

/** Scrolls the transcript to the end of each answer, and says whether it came into view there. */
async function scrollThrough(): Promise<{isInView: boolean}[]> {
  const root = document.querySelector('openai-chatkit')?.shadowRoot
  const part = root?.querySelector('[part~="transcript"]')
  if (root === null || root === undefined || part === null || part === undefined) throw new Error('No transcript.')
  const frame = part.getBoundingClientRect()
  const ends: {isInView: boolean}[] = []
  for (const answer of root.querySelectorAll('[part~="assistant-message"]')) {
    part.scrollTop = 0
    await new Promise((resolve) => setTimeout(resolve, 100))
    part.scrollTop += answer.getBoundingClientRect().bottom - frame.bottom + 20
    await new Promise((resolve) => setTimeout(resolve, 100))
    const {bottom} = answer.getBoundingClientRect()
    ends.push({isInView: bottom > frame.top && bottom <= frame.bottom})
  }
  return ends
}

interface Seen {
  firstFrame: string
  lengths: number[]
}

/** Notes what the first frame after sending shows, and the answer's length in each frame in which it changed. */
async function recordStory(tab: {evaluate: (work: () => void) => Promise<unknown>}): Promise<void> {
  await tab.evaluate(() => {
    const seen = {firstFrame: '', lengths: [] as number[]}
    Object.assign(window, {seen})
    const look = () => {
      const root = document.querySelector('openai-chatkit')?.shadowRoot
      const question = root?.querySelector('[part~="user-message"]')
      if (seen.firstFrame === '' && question) {
        seen.firstFrame = root?.querySelector('.status') ? 'question and status' : 'question only'
      }
      const length = root?.querySelector('[part~="assistant-message"]')?.textContent?.length ?? 0
      if (length > 0 && length !== seen.lengths.at(-1)) seen.lengths.push(length)
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

function readStory(tab: {evaluate: (work: () => Seen) => Promise<Seen>}): Promise<Seen> {
  return tab.evaluate(() => (window as unknown as {seen: Seen}).seen)
}

/** Puts a megabyte into the field that has the focus, as a paste does. */
function pasteLong(tab: {evaluate: (work: () => number) => Promise<number>}): Promise<number> {
  return tab.evaluate(() => {
    let field: Element | null = document.activeElement
    while (field?.shadowRoot?.activeElement) field = field.shadowRoot.activeElement
    if (!(field instanceof HTMLTextAreaElement)) throw new Error('The focus is in no text field.')
    const text = 'What is a topic? '.repeat(60_000).trim()
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text)
    field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true, inputType: 'insertFromPaste'}))
    return text.length
  })
}
