import {waitFor} from '@testing-library/dom'
import userEvent from '@testing-library/user-event'
import {ask, ended, findQueue, gate, mount} from '../__fixtures__/mount.ts'
import {
  answer,
  assistantItem,
  createThread,
  type ProtocolServer,
  userItem,
  startProtocolServer,
} from '../__fixtures__/protocol-server.ts'

let server: ProtocolServer
beforeEach(async () => {
  server = await startProtocolServer()
})
afterEach(async () => {
  jest.restoreAllMocks()
  document.body.replaceChildren()
  await server.close()
})

const types = () => server.requests.map(({type}) => type)

/** A thread whose question is there and whose answer is still being written. */
function createRunningThread() {
  const thread = createThread('thr_1', 'Topics')
  thread.items.data.push(userItem(thread, 'What is a topic?'))
  server.threads.set(thread.id, thread)
  const {open, opened} = gate()
  server.runs.set('run_1', {
    threadId: thread.id,
    async *events() {
      const [question] = thread.items.data
      if (question) yield {type: 'thread.item.done', item: question}
      yield {type: 'stream_options', stream_options: {allow_cancel: true}}
      const item = assistantItem(thread, 'A topic is a named bus.')
      yield {type: 'thread.item.added', item: {...item, content: []}}
      const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta: 'A topic'} as const
      yield {type: 'thread.item.updated', item_id: item.id, update}
      await opened
      thread.items.data.push(item)
      server.runs.delete('run_1')
      yield {type: 'thread.item.done', item}
    },
  })
  return {thread, finish: open}
}

describe('a thread whose answer is still being written', () => {
  test('is followed from its start to its end', async () => {
    const {thread, finish} = createRunningThread()
    const mounted = await mount(server.url, {initialThread: thread.id})
    expect(await mounted.view.findByText('A topic')).toBeInTheDocument()
    expect(mounted.view.getByRole('button', {name: 'Stop'})).toBeEnabled()
    expect(mounted.view.getAllByText('What is a topic?')).toHaveLength(1)
    finish()
    expect(await mounted.view.findByText('A topic is a named bus.')).toBeInTheDocument()
    await ended(mounted)
    expect(server.followed).toEqual(['run_1'])
    expect(mounted.view.queryByRole('alert')).toBeNull()
  })

  test('takes the next question, and sends it when the answer is done', async () => {
    const {thread, finish} = createRunningThread()
    const {view} = await mount(server.url, {initialThread: thread.id})
    await view.findByText('A topic')
    await ask(view, 'And a service?')
    expect(await findQueue(view)).toBeInTheDocument()
    expect(types()).toEqual(['threads.get_by_id'])
    finish()
    await waitFor(() => expect(types()).toContain('threads.add_user_message'))
  })

  test('can be stopped, and left', async () => {
    const reasons: unknown[] = []
    const custom: typeof fetch = (input, init) => {
      const signal = init?.signal
      signal?.addEventListener('abort', () => reasons.push((signal.reason as Error).name))
      return fetch(input, init)
    }
    const {thread} = createRunningThread()
    const api = {url: server.url, domainKey: 'local', fetch: custom}
    const {element, view} = await mount(server.url, {api, initialThread: thread.id})
    await view.findByText('A topic')
    await element.setThreadId(thread.id)
    await view.findByText('A topic')
    expect(reasons).toContain('ChatKitDetach')
    await userEvent.click(await view.findByRole('button', {name: 'Stop'}))
    expect(reasons.at(-1)).toBe('AbortError')
    expect(view.getByText('A topic')).toBeInTheDocument()
  })

  test('is not followed by a tab that nobody sees, until somebody does', async () => {
    const visible = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    const {thread} = createRunningThread()
    const {view} = await mount(server.url, {initialThread: thread.id})
    await view.findByText('What is a topic?')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(server.followed).toEqual([])
    visible.mockReturnValue('visible')
    document.dispatchEvent(new Event('visibilitychange'))
    expect(await view.findByText('A topic')).toBeInTheDocument()
  })

  test('and is over by the time it is asked for is read from the thread', async () => {
    const {thread} = createRunningThread()
    server.refuse = (request) => {
      if (request.type !== 'threads.get_by_id' || !server.runs.delete('run_1')) return null
      const body = {...thread, items: {data: [...thread.items.data], has_more: false}}
      thread.items.data.push(assistantItem(thread, 'Over already.'))
      return {status: 200, body, headers: {'chatkit-run-id': 'run_1'}}
    }
    const {view} = await mount(server.url, {initialThread: thread.id})
    expect(await view.findByText('Over already.')).toBeInTheDocument()
    expect(view.queryByRole('alert')).toBeNull()
  })

  test('is followed when the page asks for what is new', async () => {
    const {thread, finish} = createRunningThread()
    const run = server.runs.get('run_1')
    server.runs.clear()
    const {element, view} = await mount(server.url, {initialThread: thread.id})
    await view.findByText('What is a topic?')
    if (run) server.runs.set('run_1', run)
    await element.fetchUpdates()
    finish()
    expect(await view.findByText('A topic is a named bus.')).toBeInTheDocument()
  })
})

test('what is new is not mixed into an answer that began while it was looked for', async () => {
  const thread = createThread('thr_1')
  thread.items.data.push(assistantItem(thread, 'Earlier.'))
  server.threads.set(thread.id, thread)
  const {open, opened} = gate()
  let looks = 0
  const slow: typeof fetch = async (input, init) => {
    const isLook = typeof init?.body === 'string' && init.body.includes('threads.get_by_id') && looks++ > 0
    const response = await fetch(input, init)
    if (isLook) await opened
    return response
  }
  const mounted = await mount(server.url, {
    initialThread: thread.id,
    api: {url: server.url, domainKey: 'local', fetch: slow},
  })
  const {element, view} = mounted
  await view.findByText('Earlier.')
  const looked = element.fetchUpdates()
  await waitFor(() => expect(looks).toBe(2))
  await ask(view, 'Next?')
  await ended(mounted)
  open()
  await looked
  expect(view.getByText('Next?')).toBeInTheDocument()
  expect(view.getByText('A short answer.')).toBeInTheDocument()
})

test('a thread whose question nothing answers any more offers to answer it', async () => {
  const {thread} = createRunningThread()
  server.runs.clear()
  const {view} = await mount(server.url, {initialThread: thread.id})
  expect(await view.findByRole('alert')).toHaveTextContent('The connection was lost before the answer was complete.')
  await userEvent.click(view.getByRole('button', {name: 'Try again'}))
  expect(await view.findByText('A short answer.')).toBeInTheDocument()
  expect(types()).toEqual(['threads.get_by_id', 'threads.retry_after_item'])
})

describe('a thread that is busy with another answer', () => {
  const busy = {
    status: 409,
    body: {error: {type: 'Conflict', message: 'An answer is still being written.'}},
    headers: {'retry-after': '0'},
  }

  test('keeps the text, shows that answer, and then sends', async () => {
    const {thread, finish} = createRunningThread()
    const run = server.runs.get('run_1')
    server.runs.clear()
    const {view} = await mount(server.url, {initialThread: thread.id})
    await view.findByText('What is a topic?')
    if (run) server.runs.set('run_1', run)
    server.refuse = ({type}) => (type === 'threads.add_user_message' && server.runs.size > 0 ? busy : null)
    const field = await ask(view, 'Me too!')
    expect(await view.findByText('A topic')).toBeInTheDocument()
    expect(await findQueue(view)).toBeInTheDocument()
    expect(view.getByRole('listitem')).toHaveTextContent('Me too!')
    finish()
    expect(await view.findByText('A short answer.')).toBeInTheDocument()
    expect(field).toHaveValue('')
    expect(view.getAllByText('Me too!')).toHaveLength(1)
    expect(view.queryByRole('alert')).toBeNull()
  })

  test('is asked again when it says so, a few times, and then the reader has the text back', async () => {
    const thread = createThread('thr_2')
    thread.items.data.push(assistantItem(thread, 'Earlier.'))
    server.threads.set(thread.id, thread)
    server.refuse = ({type}) => (type === 'threads.add_user_message' ? busy : null)
    const {view} = await mount(server.url, {initialThread: thread.id})
    await view.findByText('Earlier.')
    const field = await ask(view, 'Now?')
    expect(await view.findByRole('alert')).toHaveTextContent('An answer is still being written.')
    expect(field).toHaveValue('Now?')
    expect(types().filter((type) => type === 'threads.add_user_message')).toHaveLength(6)
    expect(view.queryByText('Will be sent when the answer is done', {selector: 'p'})).toBeNull()
  })
})

describe('a connection that is being mended', () => {
  test('is told in the message while it waits, and to screen readers', async () => {
    const {open, opened} = gate()
    server.respond = async function* (thread) {
      for await (const event of answer(thread, 'One two.')) {
        yield event
        if (event.type === 'thread.item.updated') await opened
      }
    }
    const mounted = await mount(server.url)
    await ask(mounted.view, 'Q?')
    await mounted.view.findByText('One')
    mounted.element.setStatus('Reconnecting…')
    expect(await mounted.view.findAllByText('Reconnecting…')).toHaveLength(2)
    mounted.element.setStatus(null)
    await waitFor(() => expect(mounted.view.queryByText('Reconnecting…')).toBeNull())
    open()
    await ended(mounted)
  })

  /** A fetch that loses an answer from some event on, as a transport tells it. */
  const losing =
    (isLost: (event: string) => boolean): typeof fetch =>
    async (input, init) => {
      const response = await fetch(input, init)
      if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response
      const events = (await response.text()).split(/(?=data:)/)
      const kept = events.slice(0, events.findIndex(isLost)).join('')
      const lost = Object.assign(new Error('The connection was lost.'), {
        name: 'TransportError',
        retryable: true,
        reload: true,
        status: 409,
      })
      let sent = false
      const body = new ReadableStream<Uint8Array>({
        pull(stream) {
          if (sent) stream.error(lost)
          else stream.enqueue(new TextEncoder().encode(kept))
          sent = true
        },
      })
      return new Response(body, response)
    }

  const beforeTheEnd = (event: string) => event.includes('"assistant_message"') && event.includes('item.done')
  const beforeTheQuestion = (event: string) => event.includes('"user_message"')

  test('and cannot be is whole as soon as the thread is read again, without being asked for', async () => {
    const {view, element} = await mount(server.url, {
      api: {url: server.url, domainKey: 'local', fetch: losing(beforeTheEnd)},
    })
    await ask(view, 'Q?')
    expect(await view.findByRole('alert')).toHaveTextContent('The connection was lost.')
    await element.fetchUpdates()
    expect(await view.findByText('A short answer.')).toBeInTheDocument()
    expect(view.queryByRole('alert')).toBeNull()
  })

  test('and never will be, since the server has nothing of it, is offered to be asked for again', async () => {
    const {view, element} = await mount(server.url, {
      api: {url: server.url, domainKey: 'local', fetch: losing(beforeTheEnd)},
    })
    await ask(view, 'Q?')
    await view.findByRole('alert')
    for (const {items} of server.threads.values()) items.data = items.data.slice(0, 1)
    await element.fetchUpdates()
    expect(view.queryByText('A short answer.')).toBeNull()
    await userEvent.click(view.getByRole('button', {name: 'Try again'}))
    await waitFor(() => expect(types().at(-1)).toBe('threads.retry_after_item'))
  })

  test('and cannot be keeps a question that was not confirmed from standing there twice', async () => {
    const {view, element} = await mount(server.url, {
      api: {url: server.url, domainKey: 'local', fetch: losing(beforeTheQuestion)},
    })
    await ask(view, 'Q?')
    await view.findByRole('alert')
    await element.fetchUpdates()
    expect(view.getAllByText('Q?')).toHaveLength(1)
    expect(view.getByRole('button', {name: 'Try again'})).toBeInTheDocument()
  })

  test.each([
    ['after the answer', beforeTheEnd],
    ['before the question was confirmed, which is not sent again', beforeTheQuestion],
  ])('and cannot be is followed by loading the thread, when the transport says so: %s', async (_, isLost) => {
    const {view} = await mount(server.url, {api: {url: server.url, domainKey: 'local', fetch: losing(isLost)}})
    await ask(view, 'Q?')
    expect(await view.findByRole('alert')).toHaveTextContent('The connection was lost.')
    expect(view.queryByText('Not sent')).toBeNull()
    await userEvent.click(view.getByRole('button', {name: 'Try again'}))
    await waitFor(() => expect(types()).toEqual(['threads.create', 'threads.get_by_id']))
    expect(await view.findByText('A short answer.')).toBeInTheDocument()
    expect(view.queryByRole('alert')).toBeNull()
  })
})
