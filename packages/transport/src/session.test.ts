import {readRetryAfter} from './retry-after.ts'
import {readSessionReply} from './session.ts'
import {createSlot} from './slot.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const reply = {client_secret: 's1', session_id: 'a', expires_at: '2026-03-01T13:00:00Z', capabilities: ['resume', 7]}

test('a session reply is read', () => {
  expect(readSessionReply(reply, NOW)).toEqual({
    clientSecret: 's1',
    sessionId: 'a',
    expiresAt: NOW + 3_600_000,
    capabilities: ['resume'],
  })
})

test('expiry may be epoch seconds', () => {
  expect(readSessionReply({...reply, expires_at: NOW / 1000 + 600}, NOW)?.expiresAt).toBe(NOW + 600_000)
})

test.each([
  ['absent', undefined],
  ['unreadable', 'soon'],
  ['already over by this clock', '2026-03-01T11:00:00Z'],
  ['nearly over on arrival', '2026-03-01T12:00:59Z'],
])('an expiry that is %s counts as unknown', (_, expires_at) => {
  expect(readSessionReply({...reply, expires_at}, NOW)).toEqual({
    clientSecret: 's1',
    sessionId: 'a',
    capabilities: ['resume'],
  })
})

test.each([[null], ['<!doctype html>'], [{}], [{client_secret: ''}], [{client_secret: 5}]])(
  '%j is no session',
  (value) => {
    expect(readSessionReply(value, NOW)).toBeUndefined()
  },
)

test.each([
  ['3', 3],
  ['0', 0],
  ['1.2', 2],
  ['Sun, 01 Mar 2026 12:00:07 GMT', 7],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
])('Retry-After %j is %s seconds', (value, seconds) => {
  expect(readRetryAfter(new Headers({'retry-after': value}), NOW)).toBe(seconds)
})

describe('a slot', () => {
  const readString = (value: unknown) => (typeof value === 'string' ? value : undefined)

  test('keeps a value', () => {
    createSlot(sessionStorage, 'kept', readString).write('x')
    expect(createSlot(sessionStorage, 'kept', readString).read()).toBe('x')
  })

  test('forgets what it cannot read', () => {
    sessionStorage.setItem('broken', '{')
    sessionStorage.setItem('foreign', '{"a": 1}')
    expect(createSlot(sessionStorage, 'broken', readString).read()).toBeUndefined()
    expect(createSlot(sessionStorage, 'foreign', readString).read()).toBeUndefined()
  })

  test('lives without storage, and with storage that throws', () => {
    const refuse = () => {
      throw new DOMException('Blocked.', 'SecurityError')
    }
    const blocked = createSlot({getItem: refuse, setItem: refuse, removeItem: refuse}, 'k', readString)
    expect(() => blocked.write('x')).not.toThrow()
    expect(blocked.read()).toBeUndefined()
    expect(createSlot(undefined, 'k', readString).read()).toBeUndefined()
  })
})
