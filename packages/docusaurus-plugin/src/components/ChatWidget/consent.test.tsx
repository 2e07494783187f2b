import {act, screen, waitFor, within} from '@testing-library/react'
import AskChat from '@theme/AskChat'
import config from '../__fixtures__/client-config.ts'
import {
  findButton,
  findComposer,
  findElement,
  findPanel,
  renderSite,
  resetSite,
  type SiteOptions,
} from '../__fixtures__/render-site.tsx'
import {behaviour, type StandInElement} from '../__fixtures__/stand-in-element.ts'

const CONSENT = {policy: {href: '/privacy'}}
const open = (options: SiteOptions = {}) => renderSite({consent: CONSENT, ...options})
const agree = () => screen.findByRole('button', {name: 'Agree and continue'})
const decline = () => screen.getByRole('button', {name: 'Not now'})
const untilReady = () => waitFor(() => expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull())
const sent = (element: StandInElement) =>
  element.calls.flatMap(([name, message]) => (name === 'sendUserMessage' ? [(message as {text: string}).text] : []))
const request = (detail?: object) =>
  act(() => void window.dispatchEvent(new CustomEvent('chatkit:open', {detail, cancelable: true})))

/** Nothing has gone anywhere, and nothing that would is on the page. */
function expectSilence(): void {
  expect(globalThis.fetch).not.toHaveBeenCalled()
  expect(document.querySelector('openai-chatkit')).toBeNull()
  expect(document.head.querySelector('script')).toBeNull()
}

let told: unknown[] = []
const listen = (event: DocumentEventMap['chatkit-widget:consent']) => told.push(event.detail)

beforeEach(() => {
  resetSite()
  told = []
  document.addEventListener('chatkit-widget:consent', listen)
})

afterEach(() => {
  document.removeEventListener('chatkit-widget:consent', listen)
  delete config.hasConsent
})

describe('a reader who opens the panel', () => {
  test('is asked first: the dialog says what happens, and nothing is sent', async () => {
    const {user} = open()
    await user.click(findButton())
    await agree()
    const panel = await findPanel()
    expect(panel).toHaveAccessibleDescription(/are sent to this site's assistant and stored there/)
    expect(panel).toHaveFocus()
    expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull()
    await act(async () => {})
    expectSilence()
    expect(told).toEqual([])
  })

  test('cannot agree by a key that was meant for the composer', async () => {
    const {user} = open()
    await user.click(findButton())
    await agree()
    await user.keyboard('so what{Enter} ')
    expect(await agree()).toBeVisible()
    expectSilence()
  })

  test('reaches everything by Tab, what agrees before what does not', async () => {
    const {user} = open()
    await user.click(findButton())
    await agree()
    const stops = [
      screen.getByRole('button', {name: 'Close'}),
      screen.getByRole('link', {name: 'Privacy policy'}),
      await agree(),
      decline(),
    ]
    for (const stop of stops) {
      await user.tab()
      expect(stop).toHaveFocus()
    }
  })

  test('agrees, and has the composer with the focus and a session; a reload does not ask again', async () => {
    behaviour.becomesReady = false
    const {user, unmount} = open()
    await user.click(findButton())
    await user.click(await agree())
    expect(await findComposer()).toHaveFocus()
    expect(globalThis.fetch).toHaveBeenCalledTimes(1)
    expect(told).toEqual([{isGiven: true}])
    expect(await findPanel()).not.toHaveAttribute('aria-describedby')
    unmount()
    open()
    expect(await findComposer()).toBeVisible()
  })

  test('declines: the panel closes, the focus goes back, and the next opening asks again', async () => {
    const {user} = open()
    await user.click(findButton())
    await agree()
    await user.click(decline())
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(findButton()).toHaveFocus()
    expect(told).toEqual([{isGiven: false}])
    await user.click(findButton())
    expect(await agree()).toBeVisible()
    expectSilence()
  })

  test('closes with Escape without having decided', async () => {
    const {user} = open()
    await user.click(findButton())
    await agree()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(findButton()).toHaveFocus()
    expect(told).toEqual([])
    expectSilence()
  })

  test('on a phone is asked in the sheet, with the page behind it out of reach', async () => {
    behaviour.becomesReady = false
    const {user, container} = open({isPhone: true})
    await user.click(findButton())
    await agree()
    expect(await findPanel()).toHaveAttribute('aria-modal', 'true')
    expect(container).toHaveProperty('inert', true)
    await user.click(await agree())
    expect(container).toHaveProperty('inert', true)
    expect(await findPanel()).toHaveFocus()
  })
})

describe('every way in leads there, and what was asked is asked after it:', () => {
  test.each([
    ['a link with a question', {path: '/book/docs/intro?ask=What%20is%20a%20node%3F'}, () => {}],
    ['an event of the page', {}, () => request({question: 'What is a node?'})],
    [
      'a question in a text',
      {children: <AskChat question="What is a node?">nodes</AskChat>},
      () => act(() => screen.getByRole('link', {name: 'nodes'}).click()),
    ],
  ])('%s', async (_, options, act_) => {
    const {user} = open(options)
    act_()
    await agree()
    expect(within(await findPanel()).getByText('What is a node?')).toBeVisible()
    expectSilence()
    await user.click(await agree())
    const element = await findElement()
    await untilReady()
    expect(sent(element)).toEqual(['What is a node?'])
  })

  test('the shortcut', async () => {
    const {user} = open()
    await user.keyboard('{Control>}i{/Control}')
    expect(await agree()).toBeVisible()
    await user.keyboard('{Control>}i{/Control}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expectSilence()
  })

  test('a quote waits for the composer', async () => {
    behaviour.becomesReady = false
    const {user} = open()
    request({quote: 'Topics are many to many.'})
    await user.click(await agree())
    expect(await screen.findByText('Topics are many to many.')).toBeVisible()
  })

  test('several questions are asked in their order, each once', async () => {
    const {user} = open()
    request({question: 'First?'})
    request({question: 'First?'})
    request({question: 'Second?'})
    await agree()
    expect(screen.getAllByText('First?')).toHaveLength(1)
    await user.click(await agree())
    const element = await findElement()
    await untilReady()
    await waitFor(() => expect(sent(element)).toEqual(['First?', 'Second?']))
  })
})

describe('a question that waits', () => {
  test('outlives a reload, and Escape', async () => {
    const {user, unmount} = open()
    request({question: 'What is a node?'})
    await agree()
    await user.keyboard('{Escape}')
    unmount()
    open()
    await user.click(findButton())
    expect(await screen.findByText('What is a node?')).toBeVisible()
    await user.click(await agree())
    const element = await findElement()
    await untilReady()
    expect(sent(element)).toEqual(['What is a node?'])
    request({question: 'And a topic?'})
    await waitFor(() => expect(sent(element)).toEqual(['What is a node?', 'And a topic?']))
  })

  test('is dropped by whoever declines, also across a reload', async () => {
    const {user, unmount} = open()
    request({question: 'What is a node?'})
    await agree()
    await user.click(decline())
    unmount()
    open()
    request({question: 'What is a topic?'})
    await agree()
    expect(screen.queryByText('What is a node?')).toBeNull()
    await user.click(decline())
    request({question: 'And an action?'})
    await user.click(await agree())
    const element = await findElement()
    await untilReady()
    expect(sent(element)).toEqual(['And an action?'])
  })

  test('is not asked again by the reload after it was', async () => {
    const {user, unmount} = open()
    request({question: 'What is a node?'})
    await user.click(await agree())
    await untilReady()
    unmount()
    open()
    const element = await findElement()
    await untilReady()
    expect(sent(element)).toEqual([])
  })
})

describe('the owner', () => {
  test('has words of their own, and a link that leaves the page where it is', async () => {
    const {user} = open({
      consent: {text: 'May we?', accept: 'You may', decline: 'No', policy: {label: 'Read more', href: '/privacy'}},
    })
    await user.click(findButton())
    expect(await screen.findByText('May we?')).toBeVisible()
    expect(screen.getByRole('button', {name: 'You may'})).toBeVisible()
    expect(screen.getByRole('button', {name: 'No'})).toBeVisible()
    const link = screen.getByRole('link', {name: 'Read more'})
    expect(link).toHaveAttribute('href', '/book/privacy')
    expect(link).toHaveAttribute('target', '_blank')
  })

  test('may have asked already, elsewhere, also after the panel was opened first', async () => {
    behaviour.becomesReady = false
    const {user} = open()
    await user.click(findButton())
    await agree()
    await user.keyboard('{Escape}')
    config.hasConsent = () => true
    await user.click(findButton())
    expect(await findComposer()).toHaveFocus()
    expect(told).toEqual([])
  })

  test('whose record cannot be read has the reader asked', async () => {
    const error = new Error('broken')
    const report = jest.fn()
    Object.assign(globalThis, {reportError: report})
    config.hasConsent = () => {
      throw error
    }
    const {user} = open()
    await user.click(findButton())
    expect(await agree()).toBeVisible()
    expect(report).toHaveBeenCalledWith(error)
  })

  test('who does not ask for consent has none asked for', async () => {
    behaviour.becomesReady = false
    const {user} = renderSite()
    await user.click(findButton())
    expect(await findElement()).toBeInTheDocument()
    expect(screen.queryByRole('button', {name: 'Agree and continue'})).toBeNull()
  })
})

describe('consent that the owner’s own banner has given', () => {
  const untilGone = () => waitFor(() => expect(document.querySelector('openai-chatkit')).toBeNull())

  test('and takes back is asked for again by the next opening, which sends nothing', async () => {
    config.hasConsent = () => true
    const {user} = open()
    request({question: 'What is a node?'})
    const element = await findElement()
    await waitFor(() => expect(sent(element)).toEqual(['What is a node?']))
    await closePanel()
    config.hasConsent = () => false
    ;(globalThis.fetch as jest.Mock).mockClear()
    request({question: 'And a topic?'})
    expect(await agree()).toBeVisible()
    await untilGone()
    expectSilence()
    expect(within(await findPanel()).getByText('And a topic?')).toBeVisible()
    expect(within(await findPanel()).queryByText('What is a node?')).toBeNull()
    await user.click(await agree())
    const second = await findElement()
    await waitFor(() => expect(sent(second)).toEqual(['And a topic?']))
  })

  test('is not what counts when the reader has agreed here', async () => {
    config.hasConsent = () => false
    const {user} = open()
    await user.click(findButton())
    await user.click(await agree())
    await findElement()
    await closePanel()
    await user.click(findButton())
    expect(screen.queryByRole('button', {name: 'Agree and continue'})).toBeNull()
  })
})

async function closePanel(): Promise<void> {
  const panel = await findPanel()
  act(() => void panel.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, cancelable: true})))
  expect(screen.queryByRole('dialog')).toBeNull()
}
