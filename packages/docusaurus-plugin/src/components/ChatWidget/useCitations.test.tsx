import {act, screen, waitFor} from '@testing-library/react'
import {useLocation} from '@docusaurus/router'
import {useEffect, useState, type ReactNode} from 'react'
import {
  backend,
  findButton,
  findElement,
  issueSession,
  renderSite,
  resetSite,
  scrolledTo,
} from '../__fixtures__/render-site.tsx'
import {leaveForPassage} from './leaveForPassage.ts'
import {createTabStorage} from './storage.ts'

const EXCERPT = 'Reliable delivery sends again what was lost on the way'
const PAGE = (
  <>
    <h2 id="qos">Quality of service</h2>
    <p>Both ends must agree.</p>
    <p data-testid="passage">Reliable delivery sends again what was lost on the way, until it is there.</p>
  </>
)

async function openChat(options: Parameters<typeof renderSite>[0] = {}) {
  const site = renderSite({...options, children: <Pages>{options.children ?? PAGE}</Pages>})
  await site.user.click(findButton())
  const element = await findElement()
  await waitFor(() => expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull())
  return {...site, element}
}

/** What the bundled element offers on a plain click; false when it was taken. */
function follow(element: EventTarget, url: string, excerpt = EXCERPT): boolean {
  const detail = {url, source: {type: 'url', url, title: 'Topics', description: excerpt}}
  return element.dispatchEvent(
    new CustomEvent('chatkit.navigate', {detail, bubbles: true, composed: true, cancelable: true}),
  )
}

const docusaurus = {preload: jest.fn(), prefetch: jest.fn()}
const address = () => screen.getByTestId('address')

beforeEach(() => {
  resetSite()
  jest.clearAllMocks()
  Object.assign(globalThis, {docusaurus})
})

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'Highlight')
  Reflect.deleteProperty(globalThis, 'CSS')
})

/** As Docusaurus does it: the address is there at once, another page in one step some frames later. */
function Pages({children}: {children: ReactNode}): ReactNode {
  const {pathname} = useLocation()
  const [shown, setShown] = useState(pathname)
  useEffect(() => {
    const timer = setTimeout(() => setShown(pathname), 100)
    return () => clearTimeout(timer)
  }, [pathname])
  return <div key={shown}>{children}</div>
}

/** jsdom has no highlights. */
function provideHighlights(): Map<string, Set<Range>> {
  const highlights = new Map<string, Set<Range>>()
  class Highlight extends Set<Range> {
    constructor(...ranges: Range[]) {
      super(ranges)
    }
  }
  Object.assign(globalThis, {Highlight, CSS: {highlights}})
  return highlights
}

const highlighted = (highlights: Map<string, Set<Range>>) =>
  [...highlights.values()].flatMap((ranges) => [...ranges].map(String))

describe('a citation of a page of this site', () => {
  test('opens it in the app with its chunks loaded before, and leaves the panel open', async () => {
    const {element} = await openChat()
    await act(async () => expect(follow(element, '/book/docs/topics#qos')).toBe(false))
    await waitFor(() => expect(address()).toHaveTextContent('/book/docs/topics#qos'))
    expect(docusaurus.preload).toHaveBeenCalledWith('/book/docs/topics')
    expect(screen.getByRole('dialog')).toBeVisible()
    await waitFor(() => expect(scrolledTo).toHaveLength(1))
  })

  test('highlights the passage to the end of its paragraph, until the reader clicks in the page', async () => {
    const highlights = provideHighlights()
    const {element, user} = await openChat()
    await act(async () => void follow(element, '/book/docs/topics#qos'))
    const text = 'Reliable delivery sends again what was lost on the way, until it is there.'
    await waitFor(() => expect(highlighted(highlights)).toEqual([text]))
    expect(scrolledTo).toEqual([screen.getByRole('heading', {name: 'Quality of service'})])
    await user.click(screen.getByRole('dialog'))
    expect(highlighted(highlights)).toEqual([text])
    await user.click(screen.getByRole('heading', {name: 'Introduction'}))
    expect(highlighted(highlights)).toEqual([])
  })

  test('waits for the page to be rendered: the one before may have a heading of the same name', async () => {
    const {element} = await openChat()
    const former = screen.getByRole('heading', {name: 'Quality of service'})
    await act(async () => void follow(element, '/book/docs/topics#qos'))
    await waitFor(() => expect(scrolledTo).toHaveLength(1))
    expect(scrolledTo).not.toContain(former)
    expect(scrolledTo).toEqual([screen.getByRole('heading', {name: 'Quality of service'})])
  })

  test('marks the paragraph in a browser that highlights no ranges', async () => {
    const {element} = await openChat()
    await act(async () => void follow(element, '/book/docs/topics#qos'))
    await waitFor(() => expect(screen.getByTestId('passage')).toHaveAttribute('data-chatkit-cited'))
  })

  test('marks the heading when its text says something else by now', async () => {
    const {element} = await openChat()
    await act(async () => void follow(element, '/book/docs/topics#qos', 'What used to stand here'))
    await waitFor(() =>
      expect(screen.getByRole('heading', {name: 'Quality of service'})).toHaveAttribute('data-chatkit-cited'),
    )
  })

  test('finds a passage whose heading has another name by now', async () => {
    const {element} = await openChat()
    await act(async () => void follow(element, '/book/docs/topics#reliability'))
    await waitFor(() => expect(scrolledTo).toEqual([screen.getByTestId('passage')]))
  })

  test('that is followed while another still waits for its heading takes its place', async () => {
    const {element, rerender} = await openChat({children: <p>Empty</p>})
    const former = screen.getByText('Empty')
    await act(async () => void follow(element, '/book/docs/topics#qos'))
    await waitFor(() => expect(former).not.toBeInTheDocument())
    await act(async () => void follow(element, '/book/docs/intro'))
    await waitFor(() => expect(scrolledTo).toHaveLength(1))
    rerender(<main>{PAGE}</main>)
    await act(() => new Promise((resolve) => setTimeout(resolve)))
    expect(scrolledTo.map(({tagName}) => tagName)).toEqual(['H1'])
  })

  test('of the page one is on adds no step to the way back', async () => {
    const {element} = await openChat()
    await act(async () => void follow(element, '/book/docs/intro/'))
    await waitFor(() => expect(scrolledTo).toHaveLength(1))
    expect(docusaurus.preload).not.toHaveBeenCalled()
  })

  test('on a phone closes the sheet and moves the focus there', async () => {
    const {element} = await openChat({isPhone: true})
    act(() => void follow(element, '/book/docs/topics#qos'))
    expect(screen.queryByRole('dialog')).toBeNull()
    await waitFor(() => expect(screen.getByRole('heading', {name: 'Quality of service'})).toHaveFocus())
  })

  test('is loaded ahead while the pointer or the focus is on its link, and only it', async () => {
    const {element} = await openChat()
    const links = ['/book/docs/topics#qos', 'https://elsewhere.example/', '/book/docs/gone'].map((href) => {
      const link = document.createElement('a')
      link.href = href
      element.shadowRoot?.append(link)
      return link
    })
    for (const link of links) link.dispatchEvent(new Event('pointerover', {bubbles: true, composed: true}))
    expect(docusaurus.prefetch.mock.calls).toEqual([['/book/docs/topics']])
    links[0]?.dispatchEvent(new Event('focusin', {bubbles: true, composed: true}))
    expect(docusaurus.prefetch).toHaveBeenCalledTimes(2)
  })
})

test('a citation of another site is the browser’s', async () => {
  const {element} = await openChat()
  expect(follow(element, 'https://elsewhere.example/')).toBe(true)
  expect(address()).toHaveTextContent('/book/docs/intro')
})

describe('a citation of a page that is not in this build', () => {
  const answerWith = (respond: () => Response) => {
    backend.respond = (url) => (url.startsWith('/book/') ? respond() : issueSession())
  }

  test('and nowhere else any more is told so, and the reader stays', async () => {
    answerWith(() => new Response(null, {status: 404}))
    const {element} = await openChat()
    await act(async () => expect(follow(element, '/book/docs/gone#a')).toBe(false))
    expect(await screen.findByText('This page is no longer there.')).toBeVisible()
    expect(address()).toHaveTextContent('/book/docs/intro')
  })

  test('is told apart from a host that cannot be reached', async () => {
    answerWith(() => {
      throw new TypeError('Failed to fetch')
    })
    const {element} = await openChat({isPhone: true})
    await act(async () => void follow(element, '/book/ur/docs/topics'))
    expect(await screen.findByText('You seem to be offline. Check your connection.')).toBeVisible()
    expect(screen.getByRole('dialog')).toBeVisible()
  })

  test('loads it, and there the passage is shown by the panel that is restored', async () => {
    answerWith(() => new Response(null, {status: 200}))
    const storage = createTabStorage('/book/')
    const left: string[] = []
    const steps: string[] = []
    history.replaceState(null, '', '/book/ur/docs/topics/')
    try {
      await leaveForPassage(
        '/book/ur/docs/topics#qos',
        EXCERPT,
        storage,
        () => steps.push('told'),
        (url) => left.push(url),
      )
      expect([left, steps]).toEqual([['/book/ur/docs/topics#qos'], ['told']])
      storage.setItem('open', '1')
      renderSite({children: PAGE})
      await waitFor(() => expect(screen.getByTestId('passage')).toHaveAttribute('data-chatkit-cited'))
      expect(storage.getItem('cited')).toBeNull()
    } finally {
      history.replaceState(null, '', '/')
    }
  })

  test('is forgotten when another page was opened instead', async () => {
    const storage = createTabStorage('/book/')
    storage.setItem('cited', JSON.stringify({path: '/book/ur/docs/topics#qos', excerpt: EXCERPT}))
    storage.setItem('open', '1')
    renderSite({children: PAGE})
    await waitFor(() => expect(storage.getItem('cited')).toBeNull())
    expect(scrolledTo).toEqual([])
  })
})
