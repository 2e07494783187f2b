import {act, screen, waitFor} from '@testing-library/react'
import {findButton, findElement, renderSite, resetSite} from '../__fixtures__/render-site.tsx'
import {announceRequests, type OwnerEvents} from './ownerEvents.ts'

const NAMES = [
  'open',
  'close',
  'consent',
  'ask',
  'answer',
  'citation',
  'feedback',
  'error',
] satisfies (keyof OwnerEvents)[]

let told: [name: string, detail: unknown][] = []
const listen = (event: Event) => {
  if (event instanceof CustomEvent) told.push([event.type.replace('chatkit-widget:', ''), event.detail])
}

beforeEach(() => {
  resetSite()
  told = []
  for (const name of NAMES) document.addEventListener(`chatkit-widget:${name}`, listen)
})

afterEach(() => {
  for (const name of NAMES) document.removeEventListener(`chatkit-widget:${name}`, listen)
})

test('opening, an answer, a citation and closing are told, in this order and once', async () => {
  const {user} = renderSite()
  expect(told).toEqual([])
  await user.click(findButton())
  const element = await findElement()
  await waitFor(() => expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull())
  act(() => element.fire('chatkit.response.start'))
  act(() => element.fire('chatkit.response.end'))
  const url = '/book/docs/topics#qos'
  await act(async () => element.fire('chatkit.navigate', {url, source: {type: 'url', url, title: 'Topics'}}))
  await act(async () => element.fire('chatkit.navigate', {url: '/book/docs/intro', source: null}))
  await user.keyboard('{Escape}')
  expect(told).toEqual([
    ['open', null],
    ['answer', {isComplete: true}],
    ['citation', {url}],
    ['close', null],
  ])
})

test('an error is told by its kind, and the answer that it ended as incomplete', async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {})
  const {user} = renderSite()
  await user.click(findButton())
  const element = await findElement()
  await waitFor(() => expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull())
  act(() => element.fire('chatkit.response.start'))
  act(() => element.fire('chatkit.error', {error: new Error('secret detail')}))
  expect(told.slice(1)).toEqual([
    ['answer', {isComplete: false}],
    ['error', {type: 'unknown'}],
  ])
  jest.restoreAllMocks()
})

describe('requests', () => {
  const request = jest.fn(() => Promise.resolve(new Response()))
  const send = (body: unknown) =>
    announceRequests(request)('/chatkit', {
      method: 'POST',
      body: body instanceof FormData ? body : JSON.stringify(body),
    })

  test.each([
    [{type: 'threads.create', params: {input: {content: [{text: 'private'}]}}}, [['ask', {isFirst: true}]]],
    [{type: 'threads.add_user_message', params: {thread_id: 't'}}, [['ask', {isFirst: false}]]],
    [{type: 'items.feedback', params: {kind: 'negative', item_ids: ['i']}}, [['feedback', {kind: 'negative'}]]],
    [{type: 'threads.list', params: {}}, []],
    [{type: 'items.feedback', params: null}, []],
    [null, []],
    [new FormData(), []],
  ])('%j tells %j, and goes out as it is', async (body, expected) => {
    await send(body)
    expect(told).toEqual(expected)
    expect(request).toHaveBeenCalled()
  })

  test('are watched by the same function each time: another one would be a change of options', () => {
    expect(announceRequests(request)).toBe(announceRequests(request))
  })
})
