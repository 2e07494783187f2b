import {useLocation} from '@docusaurus/router'
import {render, screen, waitFor} from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type {ReactNode} from 'react'
import {MemoryRouter} from 'react-router-dom'
import generated from '@generated/globalData'
import RootComposer from '../../client/composers/Root.tsx'
import type {ChatKitGlobalData, ConsentOption} from '../../options.ts'
import {behaviour, type StandInElement} from './stand-in-element.ts'

export interface SiteOptions {
  /** A window so small that the panel covers the page. */
  isPhone?: boolean
  /** A window so wide that the panel can stand beside the page. */
  isWide?: boolean
  /** The option `consent`. */
  consent?: ConsentOption
  /** Where the reader comes in. */
  path?: string
  children?: ReactNode
}

/** Answers of the backend, to be changed by a test. */
export const backend = {respond: (_url: string, _init?: RequestInit): Response | Promise<Response> => issueSession()}

/** What the page was scrolled to. */
export const scrolledTo: Element[] = []

export function issueSession(id = 'session-1'): Response {
  const expires_at = new Date(Date.now() + 3_600_000).toISOString()
  return Response.json({client_secret: 'secret', session_id: id, expires_at, capabilities: []})
}

/** Puts the browser and the backend back to where every test starts. */
export function resetSite(): void {
  sessionStorage.clear()
  behaviour.becomesReady = true
  behaviour.rejections = 0
  behaviour.hasStatus = true
  backend.respond = () => issueSession()
  globalThis.fetch = jest.fn((input: RequestInfo | URL, init?: RequestInit) =>
    Promise.resolve(backend.respond(input instanceof Request ? input.url : input.toString(), init)),
  )
  document.documentElement.removeAttribute('style')
  document.documentElement.dataset['theme'] = 'light'
  // jsdom has neither layout nor scrolling.
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  scrolledTo.length = 0
  Element.prototype.scrollIntoView = function scrollIntoView() {
    scrolledTo.push(this)
  }
}

function Address(): ReactNode {
  const {pathname, hash} = useLocation()
  return <p data-testid="address">{pathname + hash}</p>
}

/** A page of a site that uses the plugin. */
export function renderSite(options: SiteOptions = {}) {
  const {isPhone = false, isWide = false, consent, path = '/book/docs/intro', children} = options
  const {texts} = generated['docusaurus-plugin-chatkit']!['default'] as ChatKitGlobalData
  if (consent) texts.consent = consent
  else delete texts.consent
  globalThis.matchMedia = (media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: (isPhone && media.includes('480px')) || (isWide && media.includes('1200px')),
    }) as MediaQueryList
  const user = userEvent.setup({delay: null})
  const view = render(
    <MemoryRouter initialEntries={[path]}>
      <RootComposer>
        <main>
          <h1>Introduction</h1>
          <input aria-label="Search" />
          {children}
        </main>
        <Address />
      </RootComposer>
    </MemoryRouter>,
  )
  return {user, ...view}
}

export const findButton = () => screen.getByRole('button', {name: /^Ask the assistant/, hidden: true})
export const findPanel = () => screen.findByRole('dialog', {name: 'Assistant'})
export const findComposer = () => screen.findByRole('textbox', {name: 'Your question'})

/** The element, once it is on the page. */
export async function findElement(): Promise<StandInElement> {
  const panel = await findPanel()
  return waitFor(() => {
    const element = panel.querySelector<StandInElement>('openai-chatkit')
    if (!element?.options) throw new Error('The element is not there yet.')
    return element
  })
}
