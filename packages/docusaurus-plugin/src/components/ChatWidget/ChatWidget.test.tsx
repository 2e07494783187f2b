import {act, createEvent, fireEvent, screen, waitFor, within} from '@testing-library/react'
import {renderToString} from 'react-dom/server'
import {MemoryRouter} from 'react-router-dom'
import ChatKit from '@theme/ChatKit'
import {
  backend,
  findButton,
  findComposer,
  findElement,
  findPanel,
  issueSession,
  renderSite,
  resetSite,
} from '../__fixtures__/render-site.tsx'
import {behaviour} from '../__fixtures__/stand-in-element.ts'

const requests = () => (globalThis.fetch as jest.Mock<unknown, [string, RequestInit]>).mock.calls
const untilReady = () => waitFor(() => expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull())

/** Opens the panel and waits for the element to take over. */
async function openChat(options: Parameters<typeof renderSite>[0] = {}) {
  const site = renderSite(options)
  await site.user.click(findButton())
  const element = await findElement()
  await untilReady()
  return {...site, element}
}

beforeEach(resetSite)

describe('the button', () => {
  test('is in the HTML that the server sends', () => {
    const html = renderToString(
      <MemoryRouter>
        <ChatKit />
      </MemoryRouter>,
    )
    expect(html).toContain('aria-label="Ask the assistant"')
    expect(html).toContain('aria-expanded="false"')
    expect(html).toContain('aria-keyshortcuts="Control+I Meta+I"')
    const target = /popoverTarget="([^"]+)"/i.exec(html)?.[1]
    expect(html).toMatch(new RegExp(`<span [^>]*id="${target}"[^>]* popover="manual"`))
  })

  test('is there once, even when mounted twice', () => {
    const {unmount} = renderSite({children: <ChatKit />})
    expect(screen.getAllByRole('button', {name: 'Ask the assistant'})).toHaveLength(1)
    renderSite()
    expect(screen.getAllByRole('button', {name: 'Ask the assistant'})).toHaveLength(1)
    unmount()
    expect(screen.getAllByRole('button', {name: 'Ask the assistant'})).toHaveLength(1)
  })

  test('keeps the Root that the site had', () => {
    renderSite()
    expect(within(screen.getByTestId('previous-root')).getByRole('heading', {name: 'Introduction'})).toBeVisible()
  })

  test('opens when it was pressed before the page’s script was there', async () => {
    behaviour.becomesReady = false
    // jsdom knows no popovers, which is how a browser remembers it.
    const matches = jest.spyOn(Element.prototype, 'matches').mockImplementation(function match(
      this: Element,
      selector,
    ) {
      return selector === ':popover-open' ? this.hasAttribute('popover') : this.webkitMatchesSelector(selector)
    })
    renderSite()
    expect(await findComposer()).toHaveFocus()
    expect(findButton()).not.toHaveAttribute('popovertarget')
    matches.mockRestore()
  })

  test('asks the backend for nothing until it is pressed', async () => {
    const {user} = renderSite()
    await user.hover(findButton())
    findButton().focus()
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)))
    expect(requests()).toHaveLength(0)
  })
})

describe('opening', () => {
  test('shows a named dialog with a composer that has the focus, and asks for a session', async () => {
    behaviour.becomesReady = false
    const {user} = renderSite()
    await user.click(findButton())
    const panel = await findPanel()
    expect(panel).not.toHaveAttribute('aria-modal')
    expect(await findComposer()).toHaveFocus()
    expect(within(panel).getByText('What would you like to know?')).toBeVisible()
    expect(findButton()).toHaveAttribute('aria-expanded', 'true')
    expect(requests().map(([url, {body}]) => [url, body])).toEqual([
      ['http://backend.example/api/chatkit/session', '{}'],
    ])
  })

  test.each(['{Control>}i{/Control}'])('works by shortcut, and back', async (keys) => {
    const {user} = renderSite()
    await user.keyboard(keys)
    expect(await findPanel()).toBeVisible()
    await user.keyboard(keys)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('leaves the shortcut to fields of the page', async () => {
    const {user} = renderSite()
    await user.click(screen.getByRole('textbox', {name: 'Search'}))
    await user.keyboard('{Control>}i{/Control}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('on a phone covers the page, which becomes inert, and does not call up the keyboard', async () => {
    behaviour.becomesReady = false
    const {user, container} = renderSite({isPhone: true})
    await user.click(findButton())
    const panel = await findPanel()
    expect(panel).toHaveAttribute('aria-modal', 'true')
    await waitFor(() => expect(panel).toHaveFocus())
    expect(container).toHaveProperty('inert', true)
    await user.click(within(panel).getByRole('button', {name: 'Close'}))
    expect(container).toHaveProperty('inert', false)
    expect(findButton()).toHaveFocus()
  })
})

describe('closing', () => {
  test('by Escape gives the focus back to where it came from', async () => {
    const {user} = renderSite({children: <a href="#elsewhere">A link</a>})
    const link = screen.getByRole('link', {name: 'A link'})
    link.focus()
    await user.keyboard('{Control>}i{/Control}')
    await findPanel()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(link).toHaveFocus()
  })

  test('leaves Escape to whoever used it first', async () => {
    const {element} = await openChat()
    const escape = createEvent.keyDown(element.field, {key: 'Escape', bubbles: true, composed: true, cancelable: true})
    escape.preventDefault()
    fireEvent(element.field, escape)
    expect(screen.getByRole('dialog')).toBeVisible()
    fireEvent.keyDown(element.field, {key: 'Escape', composed: true})
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('keeps the element and its answer', async () => {
    const {user, element} = await openChat()
    await user.keyboard('{Escape}')
    expect(element.isConnected).toBe(true)
    await user.click(findButton())
    expect(await findElement()).toBe(element)
    expect(element.calls.at(-1)).toEqual(['focusComposer'])
  })

  test('by the button in the element’s own header', async () => {
    const {element} = await openChat()
    expect(element.options?.header?.rightAction?.icon).toBe('close')
    act(() => element.options?.header?.rightAction?.onClick())
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('does not hide that an answer came', async () => {
    const {user, element} = await openChat()
    act(() => element.fire('chatkit.response.start'))
    await user.keyboard('{Escape}')
    act(() => element.fire('chatkit.response.end'))
    expect(findButton()).toHaveAccessibleName('Ask the assistant. New answer')
    await user.click(findButton())
    expect(findButton()).toHaveAccessibleName('Ask the assistant')
  })
})

describe('before the element is ready', () => {
  beforeEach(() => {
    behaviour.becomesReady = false
  })

  test('what is typed goes to the element, with the focus', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    await user.type(await findComposer(), 'What is a node?')
    const element = await findElement()
    expect(element.calls).toEqual([])
    act(() => element.becomeReady())
    await untilReady()
    expect(element.calls).toEqual([['setComposerValue', {text: 'What is a node?'}], ['focusComposer']])
  })

  test('a question can be asked; it waits visibly and is sent once', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    await user.type(await findComposer(), 'First{Shift>}{Enter}{/Shift}line{Enter}and more{Enter}')
    expect(screen.getByText(/First\s+line/)).toBeVisible()
    expect(screen.getByRole('status')).toHaveTextContent('Connecting…')
    const element = await findElement()
    act(() => element.becomeReady())
    await untilReady()
    expect(element.calls.slice(0, 2)).toEqual([
      ['sendUserMessage', {text: 'First\nline'}],
      ['setComposerValue', {text: 'and more'}],
    ])
  })

  test('a suggested question can be chosen', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    await user.click(await screen.findByRole('button', {name: 'What is a topic?'}))
    const element = await findElement()
    act(() => element.becomeReady())
    await untilReady()
    expect(element.calls).toContainEqual(['sendUserMessage', {text: 'What is a topic in ROS 2?'}])
  })

  test('Enter that ends a composition does not send, and the hand-over waits for its end', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    const composer = await findComposer()
    const element = await findElement()
    fireEvent.compositionStart(composer)
    fireEvent.change(composer, {target: {value: 'にほん'}})
    fireEvent.keyDown(composer, {key: 'Enter', isComposing: true})
    fireEvent.keyDown(composer, {key: 'Enter', keyCode: 229})
    await act(async () => element.becomeReady())
    expect(element.calls).toEqual([])
    expect(composer).toHaveValue('にほん')
    fireEvent.change(composer, {target: {value: '日本'}})
    fireEvent.compositionEnd(composer)
    await untilReady()
    expect(element.calls[0]).toEqual(['setComposerValue', {text: '日本'}])
  })

  test('blank text is not sent', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    await user.type(await findComposer(), '  {Enter}')
    expect(screen.getByRole('button', {name: 'Send'})).toBeDisabled()
    expect(screen.queryByRole('status')).toBeNull()
  })
})

describe('the element', () => {
  test('gets the site’s address, colours and texts', async () => {
    document.documentElement.style.setProperty('--ifm-color-primary', '#0a7')
    const {element} = await openChat()
    expect(element.options).toMatchObject({
      api: {url: 'http://backend.example/chatkit', domainKey: 'local'},
      locale: 'en',
      theme: {colorScheme: 'light', color: {accent: {primary: '#0a7'}}},
      startScreen: {greeting: 'What would you like to know?', prompts: [{label: 'What is a topic?'}]},
      composer: {placeholder: 'Ask about this page…'},
      initialThread: null,
    })
  })

  test('follows the site from light to dark', async () => {
    const {element} = await openChat()
    await act(async () => {
      document.documentElement.dataset['theme'] = 'dark'
    })
    expect(element.options?.theme).toMatchObject({colorScheme: 'dark'})
  })

  test('asks through the transport, which brings the secret and the page', async () => {
    const {element} = await openChat()
    const api = element.options?.api as {url: string; fetch: typeof fetch}
    await api.fetch(api.url, {method: 'POST', body: '{"type":"threads.create","params":{}}'})
    const [url, init] = requests().at(-1)!
    expect(url).toBe('http://backend.example/chatkit')
    expect(new Headers(init.headers).get('authorization')).toBe('Bearer secret')
    expect(JSON.parse(init.body as string)).toMatchObject({metadata: {page: {title: 'Introduction'}}})
  })

  test('goes on with its thread after a reload, without taking the focus', async () => {
    const {element, unmount} = await openChat()
    act(() => element.fire('chatkit.thread.change', {threadId: 'thr_1'}))
    unmount()
    renderSite()
    const again = await findElement()
    expect(again.options?.initialThread).toBe('thr_1')
    await untilReady()
    expect(again).not.toHaveFocus()
    expect(again.calls).toEqual([])
  })

  test('starts afresh when the session is another one', async () => {
    const {element, unmount} = await openChat()
    act(() => element.fire('chatkit.thread.change', {threadId: 'thr_1'}))
    unmount()
    for (const key of Object.keys(sessionStorage)) if (key.includes('chatkit:session')) sessionStorage.removeItem(key)
    backend.respond = () => issueSession('session-2')
    const second = await openChat()
    second.unmount()
    renderSite()
    expect((await findElement()).options?.initialThread).toBeNull()
  })
})

describe('a backend that refuses', () => {
  test('is named in words, with the text kept, and tried again on request', async () => {
    behaviour.becomesReady = false
    backend.respond = () => new Response(null, {status: 403})
    const {user} = renderSite()
    await user.click(findButton())
    await user.type(await findComposer(), 'What is a node?')
    expect(await screen.findByRole('alert')).toHaveTextContent("The assistant can't be used here right now.")
    expect(await findComposer()).toHaveValue('What is a node?')
  })

  test('is forgotten once it answers', async () => {
    let isAway = true
    backend.respond = () =>
      isAway ? new Response(null, {status: 429, headers: {'retry-after': '30'}}) : issueSession()
    const {user} = renderSite()
    await user.click(findButton())
    expect(await screen.findByRole('alert')).toHaveTextContent('Too many questions at once. Try again in 30 seconds.')
    isAway = false
    await untilReady()
    await user.click(screen.getByRole('button', {name: 'Try again'}))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })
})
