const chunk = {failures: 0, attempts: 0}
jest.mock('./Panel.tsx', () => {
  chunk.attempts += 1
  if (chunk.attempts <= chunk.failures) throw new Error('Loading chunk 7 failed.')
  return {default: () => null}
})

const load = () => import('./loadPanel.ts')

beforeEach(() => {
  jest.resetModules()
  jest.useFakeTimers()
  chunk.attempts = 0
})
afterEach(() => jest.useRealTimers())

test('the panel’s chunk is asked for again by itself after 1 s, 2 s and 4 s', async () => {
  chunk.failures = 3
  const {loadPanel, getLoadedPanel} = await load()
  const loading = loadPanel()
  const counts: number[] = []
  for (const seconds of [0, 1, 2, 4]) {
    await jest.advanceTimersByTimeAsync(1000 * seconds)
    counts.push(chunk.attempts)
  }
  expect(counts).toEqual([1, 2, 3, 4])
  expect(await loading).toBe(getLoadedPanel())
})

test('after the fourth failure it is given up, and the next call starts over', async () => {
  chunk.failures = 4
  const {loadPanel} = await load()
  const failed = expect(loadPanel()).rejects.toThrow('Loading chunk 7 failed.')
  await jest.advanceTimersByTimeAsync(7000)
  await failed
  expect((await loadPanel()).default).toBeDefined()
})
