import {act, render, screen} from '@testing-library/preact'
import type {JSX} from 'preact'
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

test('a part whose connection broke while the browser stayed online is tried again, after longer and longer', async () => {
  jest.useFakeTimers()
  try {
    const fetchPart = jest.fn(async (): Promise<() => JSX.Element> => {
      if (fetchPart.mock.calls.length < 4) throw new TypeError('Failed to fetch dynamically imported module')
      return () => <p>Here</p>
    })
    const Late = lazy(fetchPart)
    render(<Late />)
    for (const [wait, calls] of [
      [0, 1],
      [999, 1],
      [1, 2],
      [2000, 3],
      [3999, 3],
      [1, 4],
    ] as const) {
      await act(() => jest.advanceTimersByTimeAsync(wait))
      expect(fetchPart).toHaveBeenCalledTimes(calls)
    }
    expect(screen.getByText('Here')).toBeInTheDocument()
  } finally {
    jest.useRealTimers()
  }
})

test('a part that is not shown any more is not tried again', async () => {
  jest.useFakeTimers()
  try {
    const fetchPart = jest.fn(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')))
    const Late = lazy(fetchPart)
    const {unmount} = render(<Late />)
    await act(() => jest.advanceTimersByTimeAsync(0))
    unmount()
    await jest.advanceTimersByTimeAsync(60_000)
    expect(fetchPart).toHaveBeenCalledTimes(1)
  } finally {
    jest.useRealTimers()
  }
})
