import {act, fireEvent, screen} from '@testing-library/react'
import {findButton, findComposer, renderSite, resetSite} from '../__fixtures__/render-site.tsx'
import {behaviour} from '../__fixtures__/stand-in-element.ts'

// The panel's chunk, whose arrival the tests decide.
let arrive: (isThere: boolean) => void = () => {}
jest.mock('./loadPanel.ts', () => {
  const real = jest.requireActual<{loadPanel: () => Promise<unknown>}>('./loadPanel.ts')
  return {
    getLoadedPanel: () => undefined,
    prefetchPanel: () => {},
    loadPanel: () =>
      new Promise<boolean>((resolve) => (arrive = resolve)).then((isThere) => {
        if (isThere) return real.loadPanel()
        throw new Error('Loading chunk 7 failed.')
      }),
  }
})

beforeEach(() => {
  resetSite()
  behaviour.becomesReady = false
})
afterEach(() => jest.useRealTimers())

test('what is typed before the panel is there is not lost', async () => {
  const {user} = renderSite()
  await user.click(findButton())
  expect(findButton()).toHaveAttribute('aria-busy', 'true')
  await user.keyboard('What is  aa{Backspace} node?')
  await act(async () => arrive(true))
  const composer = await findComposer()
  expect(composer).toHaveValue('What is  a node?')
  expect(composer).toHaveFocus()
  await user.keyboard(' And a topic?')
  expect(composer).toHaveValue('What is  a node? And a topic?')
})

test('and not where the reader is asked for consent first', async () => {
  const {user} = renderSite({consent: {}})
  await user.click(findButton())
  await user.keyboard('What is a node?')
  await act(async () => arrive(true))
  await user.click(await screen.findByRole('button', {name: 'Agree and continue'}))
  expect(await findComposer()).toHaveValue('What is a node?')
})

test('a panel that does not load says so, and the button tries again', async () => {
  const {user} = renderSite()
  await user.click(findButton())
  await act(async () => arrive(false))
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The assistant could not be loaded. Press the button to try again.',
  )
  expect(findButton()).toHaveAttribute('aria-busy', 'false')
  await user.click(findButton())
  expect(screen.queryByRole('alert')).toBeNull()
  await act(async () => arrive(true))
  expect(await findComposer()).toBeVisible()
})

test('keys that go to the page’s own fields and links stay theirs while the panel loads', async () => {
  const {user} = renderSite({children: <a href="#next">next</a>})
  await user.click(findButton())
  const field = screen.getByRole('textbox', {name: 'Search'})
  await user.type(field, 'topics{Backspace}')
  expect(field).toHaveValue('topic')
  screen.getByRole('link', {name: 'next'}).focus()
  await user.keyboard('abc')
  await act(async () => arrive(true))
  expect(await findComposer()).toHaveValue('')
})

test('keys are the page’s again once the panel has failed to load', async () => {
  const {user} = renderSite()
  await user.click(findButton())
  await user.keyboard('Why')
  await act(async () => arrive(false))
  expect(pressSpace(document.body)).toBe(true)
  await user.click(findButton())
  await act(async () => arrive(true))
  expect(await findComposer()).toHaveValue('Why')
})

test('keys stay the page’s where a reload, rather than the reader, has opened the panel', async () => {
  const {user, unmount} = renderSite()
  await user.click(findButton())
  unmount()
  renderSite()
  expect(pressSpace(document.body)).toBe(true)
})

test('a panel that is not there after 10 s says so, and opens when it comes', async () => {
  jest.useFakeTimers()
  const {user} = renderSite()
  await user.click(findButton())
  await act(() => jest.advanceTimersByTimeAsync(9_900))
  expect(screen.queryByRole('alert')).toBeNull()
  await act(() => jest.advanceTimersByTimeAsync(100))
  expect(screen.getByRole('alert')).toHaveTextContent('The assistant could not be loaded.')
  jest.useRealTimers()
  await act(async () => arrive(true))
  expect(await findComposer()).toBeVisible()
  expect(screen.queryByRole('alert')).toBeNull()
})

/** Whether the page does with it what it always does. */
const pressSpace = (target: Element) => fireEvent.keyDown(target, {key: ' '})
