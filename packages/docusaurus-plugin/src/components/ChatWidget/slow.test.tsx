import {act, screen} from '@testing-library/react'
import {findButton, findComposer, findElement, renderSite, resetSite} from '../__fixtures__/render-site.tsx'
import {behaviour, type StandInElement} from '../__fixtures__/stand-in-element.ts'

// A machine that is busy elsewhere may take long to load what the first test needs.
jest.setTimeout(30_000)

// The element's chunk: how often it fails before it arrives.
const chunk = {failures: 0, attempts: 0}
jest.mock('./loadChat.ts', () => {
  const real = jest.requireActual<{loadChat: (element: unknown) => Promise<unknown>}>('./loadChat.ts')
  return {
    prefetchChat: () => Promise.resolve(),
    loadChat(element: unknown) {
      chunk.attempts += 1
      return chunk.attempts <= chunk.failures
        ? Promise.reject(new Error('Loading chunk 8 failed.'))
        : real.loadChat(element)
    },
  }
})

const NOT_LOADED = 'The assistant could not be loaded. Your text is still here.'
const pass = (milliseconds: number) => act(() => jest.advanceTimersByTimeAsync(milliseconds))

const becomeReady = (element: StandInElement) =>
  act(async () => {
    element.becomeReady()
    await jest.advanceTimersByTimeAsync(100)
  })

/** Opens the panel and types, on a clock that the test moves. */
async function openAndType() {
  const {user} = renderSite()
  await user.click(findButton())
  await user.type(await findComposer(), 'What is a node?')
}

beforeEach(() => {
  jest.useFakeTimers()
  resetSite()
  chunk.attempts = 0
  chunk.failures = 0
  behaviour.becomesReady = false
})
afterEach(() => jest.useRealTimers())

test('a chunk that fails is asked for again by itself', async () => {
  chunk.failures = 2
  await openAndType()
  await pass(4000)
  expect(chunk.attempts).toBe(3)
  expect(screen.queryByRole('alert')).toBeNull()
  const element = await findElement()
  await becomeReady(element)
  expect(element.calls[0]).toEqual(['setComposerValue', {text: 'What is a node?'}])
})

test('after the fourth failure the reader decides, and loses nothing', async () => {
  chunk.failures = 4
  await openAndType()
  await pass(8000)
  expect(chunk.attempts).toBe(4)
  expect(screen.getByRole('alert')).toHaveTextContent(NOT_LOADED)
  await act(async () => screen.getByRole('button', {name: 'Try again'}).click())
  expect(screen.queryByRole('alert')).toBeNull()
  expect(await findComposer()).toHaveValue('What is a node?')
  expect((await findElement()).isConnected).toBe(true)
})

test('an element that is not ready after 10 s: another try is offered, and it may still come', async () => {
  await openAndType()
  const element = await findElement()
  await pass(10_000)
  expect(screen.getByRole('alert')).toHaveTextContent(NOT_LOADED)
  await becomeReady(element)
  expect(screen.queryByRole('alert')).toBeNull()
  expect(element.calls[0]).toEqual(['setComposerValue', {text: 'What is a node?'}])
})

test('Try again starts with a new element', async () => {
  await openAndType()
  const element = await findElement()
  await pass(10_000)
  await act(async () => screen.getByRole('button', {name: 'Try again'}).click())
  const second = await findElement()
  expect(second).not.toBe(element)
  expect(element.isConnected).toBe(false)
})
