import {isLoopback, isWithinApi} from './scope.ts'

const API = 'https://docs.example.org/assistant/chatkit'

test.each([
  [API, API],
  [`${API}/`, API],
  [`${API}?after=3`, API],
  [`${API}/runs/4f0c`, API],
  [`${API}/runs/4f0c`, `${API}/`],
  ['https://docs.example.org/anything', 'https://docs.example.org/'],
  [`${API}/a/../b`, API],
])('%s is within %s', (url, api) => {
  expect(isWithinApi(new URL(url), new URL(api))).toBe(true)
})

test.each([
  [`${API}-evil`, API],
  [`${API}.evil/x`, API],
  [`${API}/../admin`, API],
  [`${API}/%2e%2e/admin`, API],
  [`${API}/..%2fadmin`, API],
  [`${API}/..%5Cadmin`, API],
  ['https://docs.example.org/assistant', API],
  ['https://docs.example.org:8443/assistant/chatkit', API],
  ['http://docs.example.org/assistant/chatkit', API],
  ['https://docs.example.org.evil.example/assistant/chatkit', API],
  ['https://evil.example/assistant/chatkit', API],
  ['https://evil.example/?u=https://docs.example.org/assistant/chatkit', API],
  ['data:text/plain,x', 'data:text/plain,x'],
])('%s is not within %s', (url, api) => {
  expect(isWithinApi(new URL(url), new URL(api))).toBe(false)
})

test.each([
  ['http://localhost:8000', true],
  ['http://127.0.0.1:1', true],
  ['http://[::1]:1', true],
  ['http://app.localhost', true],
  ['http://localhost.evil.example', false],
  ['https://example.org', false],
])('%s loopback: %s', (url, expected) => {
  expect(isLoopback(new URL(url))).toBe(expected)
})
