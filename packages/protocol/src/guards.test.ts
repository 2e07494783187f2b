import * as fc from 'fast-check'
import {clientEvent} from './__fixtures__/arbitraries.ts'
import {
  isHiddenItem,
  isRequestType,
  isStreamingRequest,
  isStreamingRequestType,
  isThreadStreamEvent,
  NON_STREAMING_REQUEST_TYPES,
  STREAMING_REQUEST_TYPES,
} from './index.ts'
import {schemas} from './validate/index.ts'

describe('requests', () => {
  test('the two lists together are the requests that the schemas know', () => {
    const types = [...STREAMING_REQUEST_TYPES, ...NON_STREAMING_REQUEST_TYPES]
    expect(new Set<string>(types)).toEqual(new Set(Object.keys(schemas.requests)))
    expect(types).toHaveLength(16)
    expect(new Set<string>(NON_STREAMING_REQUEST_TYPES)).toEqual(new Set(Object.keys(schemas.responses)))
  })

  test('a type is streaming, not streaming, or unknown', () => {
    expect(isStreamingRequestType('threads.create')).toBe(true)
    expect(isStreamingRequestType('threads.list')).toBe(false)
    expect(isRequestType('threads.list')).toBe(true)
    expect(isRequestType('threads.burn')).toBe(false)
    expect(isRequestType(undefined)).toBe(false)
    expect(isStreamingRequest({type: 'threads.list', params: {}})).toBe(false)
  })
})

test('two kinds of items are hidden', () => {
  const base = {id: 'a', thread_id: 't', created_at: '2026-11-23T00:01:06Z'}
  expect(isHiddenItem({...base, type: 'hidden_context_item', content: 1})).toBe(true)
  expect(isHiddenItem({...base, type: 'sdk_hidden_context', content: ''})).toBe(true)
  expect(isHiddenItem({...base, type: 'end_of_turn'})).toBe(false)
})

describe('isThreadStreamEvent', () => {
  test('every event that a server may send passes, defaults filled in or not', () => {
    fc.assert(fc.property(clientEvent, (event) => isThreadStreamEvent(event)))
  })

  test.each<[string, unknown]>([
    ['an item of a kind that came later', {type: 'thread.item.done', item: {id: 'a', type: 'hologram'}}],
    ['an update of a kind that came later', {type: 'thread.item.updated', item_id: 'a', update: {type: 'x.y'}}],
    ['an error with a code that came later', {type: 'error', code: 'quota.exceeded'}],
    ['an error with a null message', {type: 'error', code: 'custom', message: null}],
    ['extra fields', {type: 'thread.item.removed', item_id: 'a', reason: 'x'}],
  ])('%s passes', (_name, value) => {
    expect(isThreadStreamEvent(value)).toBe(true)
  })

  test.each<[string, unknown]>([
    ['an unknown event', {type: 'thread.item.exploded', item_id: 'a'}],
    ['the name of an object’s own method', {type: 'toString'}],
    ['an event without its item', {type: 'thread.item.done'}],
    ['an item without id', {type: 'thread.item.added', item: {type: 'widget'}}],
    ['an update that is no object', {type: 'thread.item.updated', item_id: 'a', update: 'x'}],
    ['an id of the wrong kind', {type: 'thread.item.removed', item_id: 3}],
    ['an error whose message is an object', {type: 'error', message: {}}],
    ['a list', []],
    ['null', null],
    ['a text', 'thread.created'],
  ])('%s does not pass', (_name, value) => {
    expect(isThreadStreamEvent(value)).toBe(false)
  })

  test('nothing makes it throw', () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof isThreadStreamEvent(value) === 'boolean'))
  })
})
