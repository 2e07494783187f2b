import globalData from '@generated/globalData'
import {act, screen, waitFor} from '@testing-library/react'
import {backend, findButton, findElement, issueSession, renderSite, resetSite} from '../__fixtures__/render-site.tsx'
import {behaviour, type StandInElement} from '../__fixtures__/stand-in-element.ts'

const {default: site} = globalData['docusaurus-plugin-chatkit'] as {default: {element: unknown}}

const API = 'http://backend.example/chatkit'
const capabilities = ['idempotency', 'resume', 'cancel', 'attach']
const CREATED = 'id: 1\ndata: {"type":"thread.created","thread":{"id":"thr_1"}}\n\n'

const untilReady = () => waitFor(() => expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull())
const requests = () => (globalThis.fetch as jest.Mock<unknown, [string, RequestInit]>).mock.calls

/** A backend with sessions that know keys, and whatever else a test says. */
function answer(respond: (body: {type?: string}, init: RequestInit) => Response | Promise<Response>) {
  backend.respond = async (url, init = {}) => {
    if (!url.startsWith(API)) {
      const session = (await issueSession().json()) as object
      return Response.json({...session, capabilities})
    }
    return respond(JSON.parse((init.body as string | undefined) ?? '{}') as {type?: string}, init)
  }
}

/** A reply that is left open, and broken by the returned function. */
function stream(text: string) {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({
    start(own) {
      controller = own
      own.enqueue(new TextEncoder().encode(text))
    },
  })
  const response = new Response(body, {headers: {'content-type': 'text/event-stream'}})
  return {response, break: () => controller?.error(new TypeError('network error'))}
}

/** What any element does with its `api.fetch`: it asks, and reads to the end. */
function ask({options}: StandInElement, body: object) {
  const api = options?.api as {url: string; fetch: typeof fetch} | undefined
  if (!api) throw new Error('The element has no options yet.')
  return api.fetch(api.url, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)})
}
const question = (text: string) => ({type: 'threads.create', params: {input: {content: [{type: 'input_text', text}]}}})

async function openChat() {
  const site = renderSite()
  await site.user.click(findButton())
  const element = await findElement()
  await untilReady()
  return {...site, element}
}

const called = (element: StandInElement, method: string) => element.calls.filter(([name]) => name === method)

/** jsdom has none. What is posted is there at once. */
class SameBrowserChannel extends EventTarget implements Pick<BroadcastChannel, 'name' | 'postMessage' | 'close'> {
  static readonly open = new Set<SameBrowserChannel>()
  readonly name: string

  constructor(name: string) {
    super()
    this.name = name
    SameBrowserChannel.open.add(this)
  }

  postMessage(data: unknown): void {
    for (const other of SameBrowserChannel.open) {
      if (other !== this && other.name === this.name) other.dispatchEvent(new MessageEvent('message', {data}))
    }
  }

  close(): void {
    SameBrowserChannel.open.delete(this)
  }
}

beforeEach(() => {
  resetSite()
  SameBrowserChannel.open.clear()
  globalThis.BroadcastChannel = SameBrowserChannel as unknown as typeof BroadcastChannel
})
afterEach(() => {
  site.element = 'bundled'
  jest.useRealTimers()
})

test('a connection that is being mended is told to the element, until it is mended', async () => {
  const first = stream(CREATED)
  let replies = 0
  answer(() => (replies++ === 0 ? first.response : stream(': end\n').response))
  const {element} = await openChat()
  const text = (await ask(element, question('Q?'))).text()
  act(() => first.break())
  await waitFor(() => expect(called(element, 'setStatus')).toContainEqual(['setStatus', 'Reconnecting…']))
  expect(await act(() => text)).toBe('data: {"type":"thread.created","thread":{"id":"thr_1"}}\n\n')
  await waitFor(() => expect(element.calls.at(-1)).toEqual(['setStatus', null]))
})

test('an element without that method does without', async () => {
  behaviour.hasStatus = false
  const first = stream(CREATED)
  let replies = 0
  answer(() => (replies++ === 0 ? first.response : stream(': end\n').response))
  const {element} = await openChat()
  const text = (await ask(element, question('Q?'))).text()
  act(() => first.break())
  expect(await act(() => text)).toContain('thread.created')
  expect(called(element, 'setStatus')).toEqual([])
})

describe('a question that was on its way when the page was left', () => {
  async function leave(text: string) {
    answer(() => new Promise(() => {}))
    const {element, unmount} = await openChat()
    void ask(element, question(text)).catch(() => {})
    await waitFor(() => expect(requests().some(([url]) => url === API)).toBe(true))
    unmount()
    ;(globalThis.fetch as jest.Mock).mockClear()
  }

  test('is sent again under its key, and its thread is opened', async () => {
    await leave('Where am I?')
    answer(() => stream(CREATED).response)
    renderSite()
    const element = await findElement()
    await waitFor(() => expect(called(element, 'setThreadId')).toEqual([['setThreadId', 'thr_1']]))
    const sent = requests().filter(([url]) => url === API)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.[1].body).toContain('Where am I?')
  })

  test('is in sight while the backend is away, and sent when the reader tries again', async () => {
    await leave('Still there?')
    answer(() => new Response(null, {status: 503, headers: {'retry-after': '60'}}))
    const {user} = renderSite()
    await untilReady()
    expect(await screen.findByText('Next: Still there?')).toBeVisible()
    expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong on our side.')
    answer(() => stream(CREATED).response)
    await user.click(screen.getByRole('button', {name: 'Try again'}))
    const element = await findElement()
    await waitFor(() => expect(called(element, 'setThreadId')).toEqual([['setThreadId', 'thr_1']]))
    expect(screen.queryByText('Next: Still there?')).toBeNull()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  /** The reader is back, and the backend is about to refuse the question. */
  async function comeBack() {
    let refuse = () => {}
    answer(
      () =>
        new Promise((resolve) => {
          refuse = () => resolve(Response.json({error: {message: 'No.'}}, {status: 413}))
        }),
    )
    renderSite()
    const element = await findElement()
    await untilReady()
    return {element, refuse: () => refuse()}
  }

  test('comes back to the composer when the backend refuses it, before what is written there', async () => {
    await leave('Too long?')
    const {element, refuse} = await comeBack()
    element.field.value = 'And this.'
    refuse()
    await waitFor(() =>
      expect(called(element, 'setComposerValue')).toEqual([['setComposerValue', {text: 'Too long?\nAnd this.'}]]),
    )
  })

  test('is put there when the element is free, which may refuse it while it is busy', async () => {
    await leave('Too long?')
    const {element, refuse} = await comeBack()
    const take = jest.fn().mockRejectedValueOnce(new Error('A thread is loading.')).mockResolvedValue(undefined)
    element.setComposerValue = take
    refuse()
    await waitFor(() => expect(take).toHaveBeenCalledTimes(1))
    await act(async () => element.fire('chatkit.thread.load.end'))
    expect(take.mock.calls).toEqual([[{text: 'Too long?'}], [{text: 'Too long?'}]])
  })
})

test('a pause that the server asks for is called that, and not a broken connection', async () => {
  let replies = 0
  answer(() =>
    replies++ === 0
      ? Response.json({error: {message: 'Wait.'}}, {status: 429, headers: {'retry-after': '1'}})
      : stream(`${CREATED}: end\n`).response,
  )
  const {element} = await openChat()
  const text = ask(element, question('Q?')).then((reply) => reply.text())
  await waitFor(() => expect(called(element, 'setStatus')).not.toEqual([]))
  expect(await act(() => text)).toContain('thread.created')
  expect(called(element, 'setStatus')).toEqual([
    ['setStatus', 'Too many questions at once. Try again in 1 second.'],
    ['setStatus', null],
  ])
})

describe('an answer that is being written elsewhere', () => {
  const read = {type: 'threads.get_by_id', params: {thread_id: 'thr_1'}}
  const thread = (runId?: string) =>
    Response.json({id: 'thr_1'}, {headers: runId === undefined ? {} : {'chatkit-run-id': runId}})

  test('is looked for by an element that cannot follow it, while somebody sees the page, until it is there', async () => {
    site.element = {src: 'https://cdn.example/chatkit.js', domainKey: 'key'}
    let runId: string | undefined = 'run_1'
    answer(() => thread(runId))
    const {element} = await openChat()
    jest.useFakeTimers()
    await act(() => ask(element, read).then(() => {}))
    await act(() => jest.advanceTimersByTimeAsync(4100))
    expect(called(element, 'fetchUpdates')).toHaveLength(2)
    const visible = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    await act(() => jest.advanceTimersByTimeAsync(4000))
    expect(called(element, 'fetchUpdates')).toHaveLength(2)
    visible.mockRestore()
    runId = undefined
    await act(() => ask(element, read).then(() => {}))
    await act(() => jest.advanceTimersByTimeAsync(10_000))
    expect(called(element, 'fetchUpdates')).toHaveLength(2)
  })

  test('is left to the bundled element', async () => {
    answer(() => thread('run_1'))
    const {element} = await openChat()
    jest.useFakeTimers()
    await act(() => ask(element, read).then(() => {}))
    await act(() => jest.advanceTimersByTimeAsync(10_000))
    expect(called(element, 'fetchUpdates')).toEqual([])
  })

  test.each([['bundled'], [{src: 'https://cdn.example/chatkit.js', domainKey: 'key'}]])(
    'and cannot be followed any further is looked for at once, and again after the next one if that fails: %j',
    async (kind) => {
      site.element = kind
      const {element} = await openChat()
      const error = Object.assign(new Error('Lost.'), {name: 'TransportError', retryable: true, reload: true})
      const look = jest.fn().mockRejectedValueOnce(new Error('Offline.')).mockResolvedValue(undefined)
      element.fetchUpdates = look
      await act(async () => element.fire('chatkit.error', {error}))
      expect(look).toHaveBeenCalledTimes(1)
      act(() => element.fire('chatkit.response.start'))
      await act(async () => element.fire('chatkit.response.end'))
      expect(look).toHaveBeenCalledTimes(2)
      act(() => element.fire('chatkit.response.start'))
      await act(async () => element.fire('chatkit.response.end'))
      expect(look).toHaveBeenCalledTimes(2)
    },
  )
})

describe('a second tab with the same conversation', () => {
  test('whose answer keeps the thread busy is told to the bundled element at once, which shows it', async () => {
    answer(() => Response.json({error: {message: 'Wait.'}}, {status: 409, headers: {'retry-after': '1'}}))
    const {element} = await openChat()
    const response = await ask(element, {type: 'threads.add_user_message', params: {thread_id: 'thr_1', input: {}}})
    expect(response.status).toBe(409)
    expect(requests().filter(([url]) => url === API)).toHaveLength(1)
  })

  test('has perhaps gone on meanwhile, so the element looks when the reader comes back to this one', async () => {
    const {element} = await openChat()
    turnTo('hidden')
    turnTo('visible')
    expect(called(element, 'fetchUpdates')).toHaveLength(1)
    act(() => element.fire('chatkit.response.start'))
    turnTo('visible')
    expect(called(element, 'fetchUpdates')).toHaveLength(1)
    jest.restoreAllMocks()
  })

  test('has perhaps gone on while the panel was closed', async () => {
    const {user, element} = await openChat()
    await user.keyboard('{Escape}')
    expect(called(element, 'fetchUpdates')).toEqual([])
    await user.click(findButton())
    await waitFor(() => expect(called(element, 'fetchUpdates')).toHaveLength(1))
  })

  test('tells of each question, when the server has it and when its answer is over, so that the element looks at once', async () => {
    const {element, other} = await openBoth()
    other.ask('thr_1')
    expect(called(element, 'fetchUpdates')).toHaveLength(1)
    other.ask('thr_2')
    expect(called(element, 'fetchUpdates')).toHaveLength(1)
  })

  test('asks while this one is being answered: the element looks when that is over', async () => {
    const {element, other} = await openBoth()
    act(() => element.fire('chatkit.response.start'))
    other.ask('thr_1')
    expect(called(element, 'fetchUpdates')).toEqual([])
    act(() => element.fire('chatkit.response.end'))
    expect(called(element, 'fetchUpdates')).toHaveLength(1)
  })

  test('asks while this one is out of sight: nothing is asked of the backend before it is seen again', async () => {
    const {element, other} = await openBoth()
    turnTo('hidden')
    other.ask('thr_1')
    expect(called(element, 'fetchUpdates')).toEqual([])
    turnTo('visible')
    expect(called(element, 'fetchUpdates')).toHaveLength(1)
    jest.restoreAllMocks()
  })

  test('is told of what is asked here, and not of an answer that this one only follows', async () => {
    answer(() => stream(': end\n').response)
    const {element, other} = await openBoth()
    const answerFully = () => {
      act(() => element.fire('chatkit.response.start'))
      act(() => element.fire('chatkit.response.end'))
    }
    answerFully()
    expect(other.told).toEqual([])
    await ask(element, {type: 'threads.add_user_message', params: {thread_id: 'thr_1', input: {}}})
    answerFully()
    expect(other.told).toEqual(['thr_1', 'thr_1'])
    // Nothing is news here.
    expect(called(element, 'fetchUpdates')).toEqual([])
    answerFully()
    expect(other.told).toHaveLength(2)
  })
})

/** This tab with an open thread, and a second one with the same. */
async function openBoth() {
  const site = await openChat()
  act(() => site.element.fire('chatkit.thread.change', {threadId: 'thr_1'}))
  const told: unknown[] = []
  const channel = new BroadcastChannel('chatkit-widget')
  channel.addEventListener('message', ({data}) => told.push(data))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- That is for windows; a channel stays in its origin.
  const ask = (threadId: string) => act(() => channel.postMessage(threadId))
  return {...site, other: {told, ask}}
}

function turnTo(state: DocumentVisibilityState): void {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
}
