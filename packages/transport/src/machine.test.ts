import {TransportError} from './errors.ts'
import {initialState, type RequestEffect, type RequestEvent, type RequestState, step} from './machine.ts'
import type {Repeatability} from './operation.ts'

const unreachable = new TransportError({type: 'network', message: 'Unreachable.', retryable: true})
const MIDDLE = 0.5

/** Feeds events to a fresh request and names what it decided after each. */
function decide(repeatability: Repeatability, events: RequestEvent[], random = MIDDLE): string[] {
  let state: RequestState = initialState(repeatability, true)
  return events.map((event) => {
    const [next, effect] = step(state, event, random)
    state = next
    return name(effect)
  })
}

function name(effect: RequestEffect): string {
  if (effect.type === 'wait') return `wait ${effect.delay}${effect.wakeable ? '' : ' firmly'}`
  return effect.type === 'fail' ? `fail: ${effect.error.message}` : effect.type
}

const started: RequestEvent = {type: 'started', online: true}
const startedOffline: RequestEvent = {type: 'started', online: false}
const waited: RequestEvent = {type: 'waited', online: true}
const waitedOffline: RequestEvent = {type: 'waited', online: false}
const authorised: RequestEvent = {type: 'authorised'}
const renewed: RequestEvent = {type: 'renewed'}
const unanswered: RequestEvent = {type: 'unanswered', error: unreachable}
const responded = (status: number, retryAfter?: number): RequestEvent => ({type: 'responded', status, retryAfter})

const attempt = [authorised, unanswered, waited]

test.each<[behaviour: string, Repeatability, RequestEvent[], string[]]>([
  ['a request that works', 'once', [started, authorised, responded(200)], ['authorise', 'send', 'deliver']],
  [
    'a read that is never answered waits 1 s, 2 s, 4 s and then fails',
    'safe',
    [started, ...attempt, ...attempt, ...attempt, authorised, unanswered],
    ['authorise', 'send', 'wait 1000', 'authorise', 'send', 'wait 2000', 'authorise', 'send', 'wait 4000'].concat([
      'authorise',
      'send',
      'fail: Unreachable.',
    ]),
  ],
  [
    'a turn that is not answered may have been accepted, so it is never sent again',
    'once',
    [started, authorised, unanswered],
    ['authorise', 'send', 'fail: Unreachable.'],
  ],
  [
    'a turn asked while offline waits for the connection before it is sent',
    'once',
    [startedOffline, waitedOffline, waited, authorised, responded(200)],
    ['wait 1000', 'wait 2000', 'authorise', 'send', 'deliver'],
  ],
  [
    'a browser that goes on saying offline is not believed for ever',
    'once',
    [startedOffline, waitedOffline, waitedOffline, waitedOffline],
    ['wait 1000', 'wait 2000', 'wait 4000', 'authorise'],
  ],
  [
    'a read retries on 5xx',
    'safe',
    [started, authorised, responded(502), waited],
    ['authorise', 'send', 'wait 1000', 'authorise'],
  ],
  ['a turn hands a 5xx over', 'once', [started, authorised, responded(500)], ['authorise', 'send', 'deliver']],
  [
    'a 503 without Retry-After does not repeat a turn',
    'once',
    [started, authorised, responded(503)],
    ['authorise', 'send', 'deliver'],
  ],
  [
    'Retry-After up to 10 s is obeyed once',
    'once',
    [started, authorised, responded(429, 10), waited, authorised, responded(429, 1)],
    ['authorise', 'send', 'wait 10000 firmly', 'authorise', 'send', 'deliver'],
  ],
  ['so is that of a 503', 'once', [started, authorised, responded(503, 2)], ['authorise', 'send', 'wait 2000 firmly']],
  [
    'a longer Retry-After is for the reader to decide',
    'safe',
    [started, authorised, responded(429, 11)],
    ['authorise', 'send', 'deliver'],
  ],
  [
    'an expired secret is renewed and the request goes on',
    'once',
    [started, authorised, responded(401), renewed, responded(200)],
    ['authorise', 'send', 'renew', 'send', 'deliver'],
  ],
  [
    'a second 401 is delivered',
    'safe',
    [started, authorised, responded(401), renewed, responded(401)],
    ['authorise', 'send', 'renew', 'send', 'deliver'],
  ],
  ['a client error is delivered', 'safe', [started, authorised, responded(422)], ['authorise', 'send', 'deliver']],
])('%s', (_, repeatability, events, effects) => {
  expect(decide(repeatability, events)).toEqual(effects)
})

test('a request without a session has nothing to renew', () => {
  const [, effect] = step(initialState('safe', false), responded(401), MIDDLE)
  expect(effect).toEqual({type: 'deliver'})
})

test.each([
  [0, 800],
  [1, 1200],
])('backoff spreads by a fifth (random %d)', (random, delay) => {
  expect(decide('safe', [started, authorised, unanswered], random)[2]).toBe(`wait ${delay}`)
})
