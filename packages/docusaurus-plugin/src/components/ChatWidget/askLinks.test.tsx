import {act, screen, waitFor} from '@testing-library/react'
import {useHistory} from '@docusaurus/router'
import type {ReactNode} from 'react'
import {findComposer, findElement, renderSite, resetSite} from '../__fixtures__/render-site.tsx'
import {behaviour, type StandInElement} from '../__fixtures__/stand-in-element.ts'

const untilReady = () => waitFor(() => expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull())
const sent = (element: StandInElement) =>
  element.calls.flatMap(([name, message]) => (name === 'sendUserMessage' ? [(message as {text: string}).text] : []))
const ask = (question: string) => `?ask=${encodeURIComponent(question)}`

let history: ReturnType<typeof useHistory<unknown>>
function History(): ReactNode {
  history = useHistory<unknown>()
  return null
}
const visit = (path: string) => renderSite({path, children: <History />})

beforeEach(resetSite)

test('a link with a question opens the panel and asks once; the question is gone from the address', async () => {
  visit(`/book/docs/topics${ask('What is a <node>?')}&tab=python#qos`)
  const element = await findElement()
  await untilReady()
  expect(sent(element)).toEqual(['What is a <node>?'])
  expect(history.location).toMatchObject({pathname: '/book/docs/topics', search: '?tab=python', hash: '#qos'})
  expect(history.length).toBe(1)
})

test('a link inside the site asks too, also when the panel is open, and the way back does not ask again', async () => {
  visit('/book/docs/intro')
  act(() => void history.push(`/book/docs/intro${ask('First?')}`))
  const element = await findElement()
  await untilReady()
  act(() => void history.push(`/book/docs/topics${ask('Second?')}`))
  await waitFor(() => expect(sent(element)).toEqual(['First?', 'Second?']))
  act(() => void history.goBack())
  await act(async () => {})
  expect(sent(element)).toHaveLength(2)
})

test('a long question waits in the composer, cut', async () => {
  behaviour.becomesReady = false
  visit(`/book/docs/intro${ask('long '.repeat(300))}`)
  const composer = await findComposer()
  expect(composer).toHaveValue(`${'long '.repeat(300).slice(0, 999)}…`)
  const element = await findElement()
  await act(async () => element.becomeReady())
  await untilReady()
  expect(sent(element)).toEqual([])
  expect(element.field.value).toMatch(/^long .*…$/)
})

test.each(['', '   ', '\u0000\u202E'])(
  'an address with the question %j opens the panel and asks nothing',
  async (text) => {
    visit(`/book/docs/intro${ask(text)}`)
    const element = await findElement()
    await untilReady()
    expect(sent(element)).toEqual([])
    expect(history.location.search).toBe('')
  },
)

test('another parameter whose name ends alike means nothing', async () => {
  visit('/book/docs/intro?task=1')
  await act(async () => {})
  expect(screen.queryByRole('dialog')).toBeNull()
})
