import {act, render, screen} from '@testing-library/preact'
import {lazy} from './part.tsx'

test('a part whose code could not be fetched is fetched again as soon as the browser is back online', async () => {
  let isOnline = false
  const Late = lazy(async () => {
    if (!isOnline) throw new TypeError('Failed to fetch dynamically imported module')
    return () => <p>Here</p>
  })
  render(<Late />)
  await act(async () => {})
  expect(screen.queryByText('Here')).toBeNull()
  isOnline = true
  window.dispatchEvent(new Event('online'))
  expect(await screen.findByText('Here')).toBeInTheDocument()
})
