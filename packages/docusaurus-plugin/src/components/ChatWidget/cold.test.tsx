import {act, screen} from '@testing-library/react'
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
