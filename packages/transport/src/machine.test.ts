import {TransportError} from './errors.ts'
import {AWAY_PATIENCE, initialState, type RequestEffect, type RequestEvent, type RequestState, step} from './machine.ts'
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
const authorised: RequestEvent = {type: 'authorised', keyed: false}
const keyed: RequestEvent = {type: 'authorised', keyed: true}
const renewed: RequestEvent = {type: 'renewed'}
const unanswered: RequestEvent = {type: 'unanswered', error: unreachable, away: null}
const unansweredHidden: RequestEvent = {type: 'unanswered', error: unreachable, away: 'hidden'}
const unansweredOffline: RequestEvent = {type: 'unanswered', error: unreachable, away: 'offline'}
const lost = new TransportError({type: 'network', message: 'Lost.', retryable: true})
const cut: RequestEvent = {type: 'cut', error: lost, away: null, progressed: true}
const cutAgain: RequestEvent = {type: 'cut', error: lost, away: null, progressed: false}
const cutAgainHidden: RequestEvent = {type: 'cut', error: lost, away: 'hidden', progressed: false}
const responded = (status: number, retryAfter?: number): RequestEvent => ({type: 'responded', status, retryAfter})

const attempt = [authorised, unanswered, waited]
const keyedAttempt = [keyed, unanswered, waited]
const keyedAttempts = [...keyedAttempt, ...keyedAttempt, ...keyedAttempt]
const ATTEMPTS = ['authorise', 'send', 'wait 1000', 'authorise', 'send', 'wait 2000', 'authorise', 'send', 'wait 4000']
const nothingNew = [cutAgain, waited, keyed, responded(200)]
/** A keyed turn whose reply has begun and broken off, up to the attempt to go on. */
const begun = [started, keyed, responded(200), cut, waited, keyed]
const BEGUN = ['authorise', 'send', 'deliver', 'wait 250 firmly', 'authorise', 'send']

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
  [
    'a turn that the server recognises is sent again like a read',
    'once',
    [started, ...keyedAttempts, keyed, unanswered],
    [...ATTEMPTS, 'authorise', 'send', 'fail: Unreachable.'],
  ],
  [
    'so is it on 5xx',
    'once',
    [started, keyed, responded(503), waited, keyed, responded(200)],
    ['authorise', 'send', 'wait 1000', 'authorise', 'send', 'deliver'],
  ],
  [
    'a turn that the server recognises waits for a tab that is away, once',
    'once',
    [started, ...keyedAttempts, keyed, unansweredHidden, waited, ...keyedAttempts, keyed, unansweredHidden],
    [...ATTEMPTS, 'authorise', 'send', `wait ${AWAY_PATIENCE}`, ...ATTEMPTS, 'authorise', 'send', 'fail: Unreachable.'],
  ],
  [
    'who is offline and looks on is told so',
    'once',
    [started, ...keyedAttempts, keyed, unansweredOffline],
    [...ATTEMPTS, 'authorise', 'send', 'fail: Unreachable.'],
  ],
  [
    'but an answer that has begun waits for the network',
    'once',
    [...begun, unanswered, waited, ...keyedAttempt, ...keyedAttempt, keyed, unansweredOffline, waited],
    [...BEGUN, ...ATTEMPTS.slice(2), 'authorise', 'send', `wait ${AWAY_PATIENCE}`, 'authorise'],
  ],
  [
    'a read does not wait for a tab that is away',
    'safe',
    [started, ...attempt, ...attempt, ...attempt, authorised, unansweredHidden],
    [...ATTEMPTS, 'authorise', 'send', 'fail: Unreachable.'],
  ],
  [
    'a thread that is busy is asked again when it says so',
    'once',
    [started, authorised, responded(409, 1), waited, authorised, responded(409, 1)],
    ['authorise', 'send', 'wait 1000 firmly', 'authorise', 'send', 'deliver'],
  ],
  ['a conflict for good is delivered', 'once', [started, authorised, responded(409)], ['authorise', 'send', 'deliver']],
  [
    'a reply that broke off goes on after a quarter of a second',
    'once',
    [...begun, responded(200)],
    [...BEGUN, 'deliver'],
  ],
  [
    'each piece of progress renews the whole budget',
    'once',
    [...begun, unanswered, waited, keyed, responded(200), cut, waited, keyed, unanswered],
    [...BEGUN, 'wait 1000', 'authorise', 'send', 'deliver', 'wait 250 firmly', 'authorise', 'send', 'wait 1000'],
  ],
  [
    'connections that break off with nothing new spend the budget',
    'once',
    [...begun, responded(200), ...nothingNew, ...nothingNew, ...nothingNew, cutAgain],
    [
      ...BEGUN,
      'deliver',
      'wait 1000',
      'authorise',
      'send',
      'deliver',
      'wait 2000',
      'authorise',
      'send',
      'deliver',
    ].concat(['wait 4000', 'authorise', 'send', 'deliver', 'fail: Lost.']),
  ],
  [
    'a reply that breaks off before anything came of it is asked for again',
    'once',
    [started, keyed, responded(200), cutAgain, waited, keyed, responded(200)],
    ['authorise', 'send', 'deliver', 'wait 1000', 'authorise', 'send', 'deliver'],
  ],
  [
    'with nobody to see it, an answer waits for the reader',
    'once',
    [...begun, unanswered, waited, ...keyedAttempt, ...keyedAttempt, keyed, responded(200), cutAgainHidden, waited],
    [...BEGUN, ...ATTEMPTS.slice(2), 'authorise', 'send', 'deliver', `wait ${AWAY_PATIENCE}`, 'authorise'],
  ],
  [
    'an expired secret is renewed in the middle of an answer',
    'once',
    [...begun, responded(401), renewed, responded(200)],
    [...BEGUN, 'renew', 'send', 'deliver'],
  ],
  [
    'an answer whose secret stays refused is abandoned',
    'once',
    [...begun, responded(401), renewed, responded(401)],
    [...BEGUN, 'renew', 'send', 'abandon'],
  ],
  ['an answer that is ahead of the server is abandoned', 'once', [...begun, responded(409)], [...BEGUN, 'abandon']],
  ['so is one that the server does not know', 'once', [...begun, responded(404)], [...BEGUN, 'abandon']],
  [
    'Retry-After is obeyed in the middle of an answer, once',
    'once',
    [...begun, responded(429, 3), waited, keyed, responded(429, 3)],
    [...BEGUN, 'wait 3000 firmly', 'authorise', 'send', 'abandon'],
  ],
  [
    'a server that comes back gives 5xx for a while, and is asked again',
    'once',
    [...begun, responded(502), waited, keyed, responded(200)],
    [...BEGUN, 'wait 1000', 'authorise', 'send', 'deliver'],
  ],
  [
    'an answer that is followed is a read, and goes on in the same way',
    'safe',
    [started, keyed, responded(200), cut, waitedOffline, waited, keyed, responded(200)],
    ['authorise', 'send', 'deliver', 'wait 250 firmly', 'wait 1000', 'authorise', 'send', 'deliver'],
  ],
  ['a client error is delivered', 'safe', [started, authorised, responded(422)], ['authorise', 'send', 'deliver']],
])('%s', (_, repeatability, events, effects) => {
  expect(decide(repeatability, events)).toEqual(effects)
})

test('a thread that is busy is told at once to a client that gives way by itself, unless its answer has begun', () => {
  const state = initialState('once', true, true)
  expect(step(state, responded(409, 1), MIDDLE)[1]).toEqual({type: 'deliver'})
  expect(step(state, responded(429, 1), MIDDLE)[1]).toMatchObject({type: 'wait'})
  for (const broken of [cut, cutAgain]) {
    const [resuming] = step(state, broken, MIDDLE)
    expect(step(resuming, responded(409, 1), MIDDLE)[1]).toMatchObject({type: 'wait'})
  }
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
