import {createTabStorage} from './storage.ts'

beforeEach(() => sessionStorage.clear())
afterEach(() => jest.restoreAllMocks())

test('two sites on one origin do not see each other', () => {
  createTabStorage('/a/').setItem('thread', 'thr_1')
  expect(createTabStorage('/a/').getItem('thread')).toBe('thr_1')
  expect(createTabStorage('/b/').getItem('thread')).toBeNull()
})

test('a value can be forgotten', () => {
  const storage = createTabStorage('/a/')
  storage.setItem('thread', 'thr_1')
  storage.removeItem('thread')
  expect(storage.getItem('thread')).toBeNull()
})

test('storage that the browser blocks remembers nothing and breaks nothing', () => {
  jest.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
    throw new DOMException('Blocked.', 'SecurityError')
  })
  const storage = createTabStorage('/a/')
  expect(() => storage.setItem('thread', 'thr_1')).not.toThrow()
  expect(storage.getItem('thread')).toBeNull()
})
