import globalData from '@generated/globalData'
import i18n from '@generated/i18n'
import {useHistory} from '@docusaurus/router'
import {act, screen, waitFor} from '@testing-library/react'
import type {ReactNode} from 'react'
import {backend, findButton, findElement, issueSession, renderSite, resetSite} from '../__fixtures__/render-site.tsx'
import {behaviour} from '../__fixtures__/stand-in-element.ts'

let history: ReturnType<typeof useHistory<unknown>>
function History(): ReactNode {
  history = useHistory<unknown>()
  return null
}

const envelopes: {metadata?: {page?: {title?: string}}}[] = []

beforeEach(() => {
  resetSite()
  envelopes.length = 0
  backend.respond = (url, init) => {
    if (!url.endsWith('/chatkit')) return issueSession()
    envelopes.push(JSON.parse(init?.body as string) as (typeof envelopes)[number])
    return new Response('data: {}\n\n', {headers: {'content-type': 'text/event-stream'}})
  }
})

async function openChat() {
  const site = renderSite({children: <History />})
  await site.user.click(findButton())
  const element = await findElement()
  return {...site, element}
}

/** As an element asks, through the `fetch` it was given. */
const send = (element: Awaited<ReturnType<typeof findElement>>) => {
  const body = {type: 'threads.create', params: {input: {content: []}}}
  const {api} = element.options as {api: {url: string; fetch: typeof fetch}}
  return act(() => api.fetch(api.url, {method: 'POST', body: JSON.stringify(body)}))
}

test('the composer says what the question is about, and the element keeps saying it', async () => {
  behaviour.becomesReady = false
  const {element} = await openChat()
  expect(screen.getByText('Introduction', {selector: 'b'})).toBeVisible()
  act(() => element.becomeReady())
  await waitFor(() =>
    expect(element.querySelector('[slot="composer"]')).toHaveTextContent('Asking about: Introduction'),
  )
  await send(element)
  expect(envelopes[0]?.metadata?.page).toMatchObject({title: 'Introduction'})
})

test('taken out, the page does not travel with the question; the next page does', async () => {
  const {element, user} = await openChat()
  await waitFor(() => expect(element.querySelector('[slot="composer"]')).not.toBeNull())
  await user.click(screen.getByRole('button', {name: 'Ask without this page'}))
  expect(screen.queryByText(/Asking about/)).toBeNull()
  await send(element)
  expect(envelopes[0]?.metadata?.page).toBeUndefined()
  act(() => void history.push('/book/docs/topics'))
  expect(await screen.findByText(/Asking about/)).toBeVisible()
  await send(element)
  expect(envelopes[1]?.metadata?.page).toMatchObject({title: 'Introduction'})
})

test('the composer names the version and the language that travel, where the site has several', async () => {
  const locale = i18n.localeConfigs['en'] as {label?: string}
  locale.label = 'English'
  const versions = [
    {name: 'current', label: 'Next'},
    {name: '2.0', label: '2.0 (LTS)'},
  ]
  globalData['docusaurus-plugin-content-docs'] = {default: {versions}}
  document.head.innerHTML = '<meta name="docusaurus_version" content="2.0"><meta name="docusaurus_locale" content="en">'
  try {
    const {element} = await openChat()
    await waitFor(() =>
      expect(element.querySelector('[slot="composer"] small')).toHaveTextContent(/^2\.0 \(LTS\) · English$/),
    )
    await send(element)
    expect(envelopes[0]?.metadata?.page).toMatchObject({version: '2.0', locale: 'en'})
  } finally {
    delete locale.label
    delete globalData['docusaurus-plugin-content-docs']
    document.head.innerHTML = ''
  }
})
