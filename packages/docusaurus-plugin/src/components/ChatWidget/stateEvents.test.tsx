import {act, screen, waitFor} from '@testing-library/react'
import {findButton, findElement, renderSite, resetSite} from '../__fixtures__/render-site.tsx'

type State = DocumentEventMap['chatkit-widget:state']['detail']

const states: State[] = []
const listen = (event: DocumentEventMap['chatkit-widget:state']) => states.push(event.detail)

beforeEach(() => {
  resetSite()
  states.length = 0
  document.addEventListener('chatkit-widget:state', listen)
})

afterEach(() => document.removeEventListener('chatkit-widget:state', listen))

test('the page is told each state of the widget, from opening to closing', async () => {
  const {user} = renderSite()
  expect(states).toEqual([])
  await user.click(findButton())
  const element = await findElement()
  await waitFor(() => expect(states.at(-1)).toMatchObject({isInitialized: true, isConnecting: false}))
  expect(states[0]).toEqual({
    isOpen: true,
    isInitialized: false,
    isConnecting: false,
    isLoading: false,
    error: null,
    retryCount: 0,
  })
  expect(states.some(({isConnecting}) => isConnecting)).toBe(true)
  act(() => element.fire('chatkit.response.start'))
  expect(states.at(-1)).toMatchObject({isLoading: true})
  act(() => element.fire('chatkit.error', {error: new Error('internal detail')}))
  expect(states.at(-1)).toMatchObject({
    isLoading: false,
    error: {message: 'Something went wrong.', type: 'unknown', retryable: true},
  })
  act(() => element.fire('chatkit.response.start'))
  expect(states.at(-1)).toMatchObject({isLoading: true, error: null})
  await user.keyboard('{Control>}i{/Control}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(states.at(-1)).toMatchObject({isOpen: false})
})
