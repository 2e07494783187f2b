import {createEvent, fireEvent, waitFor, within} from '@testing-library/dom'
import userEvent from '@testing-library/user-event'
import type {Annotation, ThreadStreamEvent} from 'chatkit-protocol'
import {ask, mount, type Mounted} from './__fixtures__/mount.ts'
import {
  answer,
  assistantItem,
  createThread,
  type ProtocolServer,
  startProtocolServer,
} from './__fixtures__/protocol-server.ts'

let server: ProtocolServer
beforeEach(async () => {
  server = await startProtocolServer()
})
afterEach(async () => {
  document.body.replaceChildren()
  await server.close()
})

const types = () => server.requests.map(({type}) => type)
const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return {open: () => open(), opened}
}
const ended = ({events}: Mounted) => waitFor(() => expect(events).toContain('response.end'))

describe('asking', () => {
  test('shows the question at once, the answer when it comes, and tells the page', async () => {
    const {view, events, details} = await mount(server.url)
    const field = await ask(view, 'What is a topic?')
    expect(view.getByText('What is a topic?')).toBeInTheDocument()
    expect(field).toHaveValue('')
    expect(await view.findByText('A short answer.')).toBeInTheDocument()
    await waitFor(() => expect(events).toEqual(['ready', 'response.start', 'thread.change', 'response.end']))
    expect(details['thread.change']).toEqual([{threadId: [...server.threads.keys()][0]}])
    expect(view.getByRole('heading', {name: 'You said'})).toBeInTheDocument()
    expect(view.getByRole('heading', {name: 'The assistant said'})).toBeInTheDocument()
  })

  test('sends the protocol’s envelope and headers', async () => {
    const mounted = await mount(server.url, {locale: 'de'})
    await ask(mounted.view, 'Warum?')
    await ended(mounted)
    expect(server.requests[0]).toEqual({
      type: 'threads.create',
      params: {
        input: {
          content: [{type: 'input_text', text: 'Warum?'}],
          attachments: [],
          quoted_text: null,
          inference_options: {},
        },
      },
    })
    expect(server.headers[0]).toMatchObject({
      'accept-language': 'de',
      'content-type': 'application/json',
      accept: 'text/event-stream',
    })
    expect(server.headers[0]?.['chatkit-frame-instance-id']).toMatch(/\S/)
  })

  test('a second question goes to the same thread', async () => {
    const mounted = await mount(server.url)
    await ask(mounted.view, 'One?')
    await mounted.view.findByText('A short answer.')
    await waitFor(() => expect(mounted.view.getByRole('button', {name: 'Send'})).toBeInTheDocument())
    await ask(mounted.view, 'Two?')
    await waitFor(() => expect(types()).toEqual(['threads.create', 'threads.add_user_message']))
  })

  test('blank text is never sent', async () => {
    const {view} = await mount(server.url)
    const field = await ask(view, '   ')
    fireEvent.keyDown(field, {key: 'Enter'})
    expect(server.requests).toEqual([])
  })

  test('Shift+Enter breaks the line', async () => {
    const {view} = await mount(server.url)
    const user = userEvent.setup()
    await user.type(view.getByRole('textbox', {name: 'Message'}), 'a{Shift>}{Enter}{/Shift}b')
    expect(view.getByRole('textbox', {name: 'Message'})).toHaveValue('a\nb')
    expect(server.requests).toEqual([])
  })

  test.each([
    ['isComposing', {isComposing: true}],
    ['key code 229', {keyCode: 229}],
  ])('Enter within an input method (%s) does not send', async (_, init) => {
    const {element, view} = await mount(server.url)
    await element.setComposerValue({text: '안녕'})
    const field = await view.findByDisplayValue('안녕')
    const enter = createEvent.keyDown(field, {key: 'Enter', ...init})
    fireEvent(field, enter)
    expect(enter.defaultPrevented).toBe(false)
    expect(server.requests).toEqual([])
    expect(field).toHaveValue('안녕')
  })

  test('a starter sends itself', async () => {
    const {view} = await mount(server.url, {
      startScreen: {prompts: [{label: 'Explain topics', prompt: 'What are topics?'}]},
    })
    await userEvent.click(view.getByRole('button', {name: 'Explain topics'}))
    expect(await view.findByText('What are topics?')).toBeInTheDocument()
    expect(await view.findByText('A short answer.')).toBeInTheDocument()
  })
})

describe('while an answer is on its way', () => {
  test('a line says what is happening, until text arrives', async () => {
    const {open, opened} = gate()
    server.respond = async function* (thread) {
      yield {type: 'progress_update', text: 'Reading *Topics*…'}
      await opened
      yield* answer(thread, 'Here it is.')
    }
    const {view} = await mount(server.url)
    await ask(view, 'Q')
    expect(view.getByText('Thinking…')).toBeInTheDocument()
    expect((await view.findByText('Topics')).tagName).toBe('EM')
    open()
    expect(await view.findByText('Here it is.')).toBeInTheDocument()
    await waitFor(() => expect(view.queryByText('Topics')).not.toBeInTheDocument())
  })

  test('Stop keeps what came and aborts with a plain AbortError', async () => {
    const {open, opened} = gate()
    server.respond = async function* (thread) {
      const item = assistantItem(thread, '')
      yield {type: 'thread.item.added', item}
      const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta: 'Half an'} as const
      yield {type: 'thread.item.updated', item_id: item.id, update}
      await opened
    }
    let signal: AbortSignal | null | undefined
    const mounted = await mount(server.url, {
      api: {
        url: server.url,
        domainKey: 'local',
        fetch: (input, init) => {
          signal = init?.signal
          return fetch(input, init)
        },
      },
    })
    await ask(mounted.view, 'Q')
    expect(await mounted.view.findByText('Half an')).toBeInTheDocument()
    await userEvent.click(mounted.view.getByRole('button', {name: 'Stop'}))
    expect((signal?.reason as Error | undefined)?.name).toBe('AbortError')
    await ended(mounted)
    expect(mounted.view.getByText('Half an')).toBeInTheDocument()
    expect(mounted.events).not.toContain('error')
    expect(mounted.view.getByRole('button', {name: 'Send'})).toBeInTheDocument()
    open()
  })

  test('Escape stops and stays inside; without an answer it belongs to the page', async () => {
    const {open, opened} = gate()
    server.respond = async function* (thread) {
      await opened
      yield* answer(thread, 'Late.')
    }
    const outside: string[] = []
    const listen = (event: KeyboardEvent) => void outside.push(event.key)
    document.addEventListener('keydown', listen)
    const {view, element} = await mount(server.url)
    const field = await ask(view, 'Q')
    outside.length = 0
    await waitFor(() => expect(element.shadowRoot?.querySelector('.turn')).not.toBeNull())
    fireEvent.keyDown(field, {key: 'Escape', composed: true})
    expect(outside).toEqual([])
    await view.findByRole('button', {name: 'Send'})
    fireEvent.keyDown(field, {key: 'Escape', composed: true})
    expect(outside).toEqual(['Escape'])
    document.removeEventListener('keydown', listen)
    open()
  })

  test('a new question waits in the composer and is sent when the answer is done', async () => {
    const {open, opened} = gate()
    server.respond = async function* (thread) {
      if (thread.items.data.length === 1) await opened
      yield* answer(thread, `Answer ${thread.items.data.length}.`)
    }
    const {view} = await mount(server.url)
    await ask(view, 'One?')
    const field = await ask(view, 'Two?')
    expect(field).toHaveValue('Two?')
    expect(view.getByText('Will be sent when the answer is done')).toBeInTheDocument()
    open()
    expect(await view.findByText('Answer 3.')).toBeInTheDocument()
    expect(field).toHaveValue('')
    expect(types()).toEqual(['threads.create', 'threads.add_user_message'])
  })
})

describe('errors', () => {
  test('a refused message goes back into the composer with the server’s words', async () => {
    server.refuse = () => ({
      status: 400,
      body: {error: {type: 'InvalidRequest', message: 'Please shorten your message.'}},
    })
    const {view} = await mount(server.url)
    const field = await ask(view, 'Far too long')
    expect(await view.findByRole('alert')).toHaveTextContent('Please shorten your message.')
    expect(field).toHaveValue('Far too long')
    expect(within(view.getByRole('alert')).queryByRole('button', {name: 'Try again'})).not.toBeInTheDocument()
  })

  test('a message that did not arrive stays, and Try again sends it', async () => {
    server.refuse = () => ({status: 503, body: 'upstream: secret stack trace'})
    const mounted = await mount(server.url)
    await ask(mounted.view, 'Q?')
    const alert = await mounted.view.findByRole('alert')
    expect(alert).toHaveTextContent('Something went wrong on our side.')
    expect(alert).not.toHaveTextContent('secret')
    expect(mounted.view.getByText('Not sent')).toBeInTheDocument()
    expect(mounted.events).toContain('error')
    server.refuse = () => null
    await userEvent.click(within(alert).getByRole('button', {name: 'Try again'}))
    expect(await mounted.view.findByText('A short answer.')).toBeInTheDocument()
    expect(mounted.view.getAllByText('Q?')).toHaveLength(1)
    expect(types()).toEqual(['threads.create', 'threads.create'])
  })

  test('429 tells how long to wait', async () => {
    server.refuse = () => ({status: 429, body: {}, headers: {'retry-after': '7'}})
    const {view} = await mount(server.url)
    await ask(view, 'Q?')
    expect(await view.findByRole('alert')).toHaveTextContent('Try again in 7 seconds.')
  })

  test('a rejected TransportError is shown in its own words', async () => {
    const failure = Object.assign(new Error('The assistant is having a rest.'), {
      name: 'TransportError',
      retryable: false,
      status: 503,
    })
    const {view} = await mount(server.url, {
      api: {url: server.url, domainKey: 'x', fetch: () => Promise.reject(failure)},
    })
    await ask(view, 'Q?')
    expect(await view.findByRole('alert')).toHaveTextContent('The assistant is having a rest.')
    expect(within(view.getByRole('alert')).queryByRole('button')).not.toBeInTheDocument()
  })

  test('an error event offers Try again iff allow_retry, which answers the same question anew', async () => {
    let turns = 0
    server.respond = async function* (thread) {
      turns += 1
      if (turns === 1) yield {type: 'error', code: 'stream.error', allow_retry: true}
      else yield* answer(thread, 'Second try.')
    }
    const {view} = await mount(server.url)
    await ask(view, 'Q?')
    await userEvent.click(await view.findByRole('button', {name: 'Try again'}))
    expect(await view.findByText('Second try.')).toBeInTheDocument()
    expect(view.queryByRole('alert')).not.toBeInTheDocument()
    const question = [...server.threads.values()][0]?.items.data[0]?.id
    expect(server.requests[1]).toMatchObject({type: 'threads.retry_after_item', params: {item_id: question}})
  })

  test('a stream that is cut keeps its text and offers Try again', async () => {
    server.respond = async function* (thread) {
      const item = assistantItem(thread, '')
      yield {type: 'thread.item.added', item}
      const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta: 'Cut he'} as const
      yield {type: 'thread.item.updated', item_id: item.id, update}
    }
    const {view} = await mount(server.url)
    await ask(view, 'Q?')
    expect(await view.findByRole('alert')).toHaveTextContent('The connection was lost')
    expect(view.getByText('Cut he')).toBeInTheDocument()
  })

  test('a malformed or unknown event is skipped and logged; the answer goes on', async () => {
    server.respond = async function* (thread) {
      yield {type: 'thread.item.added'} as unknown as ThreadStreamEvent
      yield {type: 'hologram.shown'} as unknown as ThreadStreamEvent
      yield* answer(thread, 'Still here.')
    }
    const {view, details} = await mount(server.url)
    await ask(view, 'Q?')
    expect(await view.findByText('Still here.')).toBeInTheDocument()
    expect(details.log).toEqual([
      {name: 'event.skipped', data: {type: 'thread.item.added'}},
      {name: 'event.skipped', data: {type: 'hologram.shown'}},
    ])
  })
})

describe('citations', () => {
  const page: Annotation = {
    type: 'annotation',
    index: 6,
    source: {
      type: 'url',
      title: 'Topics',
      url: '/docs/topics#qos',
      group: 'ROS 2 › Topics',
      description: 'Reliable or not.',
    },
  }
  const evil: Annotation = {
    type: 'annotation',
    index: 6,
    source: {type: 'url', title: 'Evil', url: 'javascript:alert(1)'},
  }
  const cited = async () => {
    server.respond = async function* (thread) {
      const item = assistantItem(thread, 'Topics connect nodes.')
      item.content[0]?.annotations.push(page, evil)
      thread.items.data.push(item)
      yield {type: 'thread.item.done', item}
    }
    const mounted = await mount(server.url)
    await ask(mounted.view, 'Q?')
    await ended(mounted)
    return mounted
  }

  test('are numbered links named by their source, with the titles below the answer', async () => {
    const {view} = await cited()
    expect(await view.findByRole('link', {name: 'Source 1: Topics'})).toHaveAttribute('href', '/docs/topics#qos')
    expect(view.getByRole('heading', {name: 'Sources'})).toBeInTheDocument()
    expect(view.getByRole('link', {name: 'Topics'})).toHaveAttribute('href', '/docs/topics#qos')
  })

  test('with an address that must not be followed are no links', async () => {
    const {view} = await cited()
    await view.findByRole('link', {name: 'Source 1: Topics'})
    expect(view.queryByRole('link', {name: /Evil/})).not.toBeInTheDocument()
    expect(view.getByText('Evil')).toBeInTheDocument()
  })

  test('show a card on focus, which Escape closes', async () => {
    const {view} = await cited()
    const mark = await view.findByRole('link', {name: 'Source 1: Topics'})
    mark.focus()
    const card = await view.findByRole('tooltip', {hidden: true})
    expect(card).toHaveTextContent('TopicsROS 2 › TopicsReliable or not.')
    expect(mark).toHaveAccessibleDescription(/Reliable or not/)
    fireEvent.keyDown(mark, {key: 'Escape'})
    await waitFor(() => expect(view.queryByRole('tooltip', {hidden: true})).not.toBeInTheDocument())
  })

  test('offer the page to the host first, which may take the click over', async () => {
    const {view, element, details} = await cited()
    const mark = await view.findByRole('link', {name: 'Source 1: Topics'})
    element.addEventListener('chatkit.navigate', (event) => event.preventDefault())
    const click = createEvent.click(mark, {button: 0})
    fireEvent(mark, click)
    expect(details.navigate).toEqual([{url: '/docs/topics#qos', source: page.source}])
    expect(click.defaultPrevented).toBe(true)
    // A click with a modifier is the browser's own; jsdom cannot open tabs.
    document.addEventListener('click', (event) => event.preventDefault(), {once: true})
    const withCtrl = createEvent.click(mark, {button: 0, ctrlKey: true})
    fireEvent(mark, withCtrl)
    expect(details.navigate).toHaveLength(1)
  })
})

describe('actions under an answer', () => {
  test('rate it, once the page enables feedback', async () => {
    const mounted = await mount(server.url, {threadItemActions: {feedback: true}})
    await ask(mounted.view, 'Q?')
    const good = await mounted.view.findByRole('button', {name: 'Good answer', pressed: false})
    await userEvent.click(good)
    expect(await mounted.view.findByRole('button', {name: 'Good answer', pressed: true})).toBeInTheDocument()
    const [thread] = server.threads.values()
    await waitFor(() =>
      expect(server.requests.at(-1)).toEqual({
        type: 'items.feedback',
        params: {thread_id: thread?.id, item_ids: [thread?.items.data[1]?.id], kind: 'positive'},
      }),
    )
  })

  test('are copy only by default', async () => {
    const {view} = await mount(server.url)
    await ask(view, 'Q?')
    const group = await view.findByRole('group', {name: 'Message actions'})
    expect(
      within(group)
        .getAllByRole('button')
        .map((button) => button.title),
    ).toEqual(['Copy'])
  })

  test('answer again: the old answer goes, the new one comes', async () => {
    let turns = 0
    server.respond = (thread) => {
      turns += 1
      return answer(thread, `Take ${turns}.`)
    }
    const {view} = await mount(server.url, {threadItemActions: {retry: true}})
    await ask(view, 'Q?')
    await userEvent.click(await view.findByRole('button', {name: 'Answer again'}))
    expect(await view.findByText('Take 2.')).toBeInTheDocument()
    expect(view.queryByText('Take 1.')).not.toBeInTheDocument()
  })
})

describe('threads', () => {
  test('initialThread is loaded, with its newest items when there are many', async () => {
    const thread = createThread('thr_long', 'Long')
    for (let index = 0; index < 150; index++) thread.items.data.push(assistantItem(thread, `Item ${index}`))
    server.threads.set(thread.id, thread)
    const {view, events} = await mount(server.url, {initialThread: thread.id})
    expect(await view.findByText('Item 149')).toBeInTheDocument()
    expect(view.queryByText('Item 20')).not.toBeInTheDocument()
    expect(events).toContain('thread.load.end')
    const region = view.getByRole('region', {name: 'Conversation'})
    fireEvent.scroll(region)
    expect(await view.findByText('Item 0')).toBeInTheDocument()
    expect(types()).toEqual(['threads.get_by_id', 'items.list', 'items.list'])
  })

  test('a thread that is gone leads to a new chat, and the page learns it', async () => {
    const {view, details} = await mount(server.url, {initialThread: 'thr_gone'})
    expect(await view.findByRole('alert')).toHaveTextContent('This chat no longer exists.')
    expect(details['thread.change']).toEqual([{threadId: 'thr_gone'}, {threadId: null}])
    expect(view.getByRole('textbox', {name: 'Message'})).toBeEnabled()
  })

  test('a locked thread shows its reason and takes no text; a closed one has no composer', async () => {
    server.threads.set('thr_locked', {...createThread('thr_locked'), status: {type: 'locked', reason: 'Under review'}})
    server.threads.set('thr_closed', {...createThread('thr_closed'), status: {type: 'closed', reason: 'All answered'}})
    const {element, view} = await mount(server.url, {initialThread: 'thr_locked'})
    expect(await view.findByPlaceholderText('Under review')).toBeDisabled()
    await element.setThreadId('thr_closed')
    expect(await view.findByText('All answered')).toBeInTheDocument()
    expect(view.queryByRole('textbox')).not.toBeInTheDocument()
  })

  test('history opens, renames and deletes', async () => {
    const user = userEvent.setup()
    server.threads.set('thr_a', createThread('thr_a', 'About arms'))
    server.threads.set('thr_b', createThread('thr_b', 'About legs'))
    const {view, events} = await mount(server.url)
    await user.click(view.getByRole('button', {name: 'Chat history'}))
    await user.click(await view.findByRole('button', {name: 'Rename About arms'}))
    const field = view.getByRole('textbox', {name: 'New title'})
    fireEvent.input(field, {target: {value: 'About hands'}})
    await user.click(view.getByRole('button', {name: 'Save'}))
    expect(await view.findByRole('button', {name: 'About hands'})).toBeInTheDocument()
    await user.click(view.getByRole('button', {name: 'Delete About hands'}))
    await user.click(
      within(view.getByRole('alertdialog', {name: 'Delete this chat?'})).getByRole('button', {name: 'Delete'}),
    )
    await waitFor(() => expect(view.queryByRole('button', {name: 'About hands'})).not.toBeInTheDocument())
    await user.click(view.getByRole('button', {name: 'About legs'}))
    await waitFor(() => expect(events).toContain('thread.load.end'))
    expect(view.getByRole('heading', {name: 'About legs'})).toBeInTheDocument()
    expect(server.threads.has('thr_a')).toBe(false)
  })

  test('a new chat from the header leaves the running answer to the server', async () => {
    const {open, opened} = gate()
    server.respond = async function* (thread) {
      await opened
      yield* answer(thread, 'Too late.')
    }
    const {view} = await mount(server.url)
    await ask(view, 'Q?')
    await userEvent.click(await view.findByRole('button', {name: 'New chat'}))
    open()
    expect(await view.findByRole('heading', {name: 'What can I help with today?'})).toBeInTheDocument()
    expect(view.queryByText('Too late.')).not.toBeInTheDocument()
  })
})

describe('the page’s part', () => {
  test('a client tool runs on the page, and its result brings the answer', async () => {
    server.respond = async function* (thread) {
      const call = thread.items.data.find((item) => item.type === 'client_tool_call')
      if (call) {
        yield* answer(thread, 'The page is dark now.')
        return
      }
      const item = {
        type: 'client_tool_call' as const,
        id: 'tc_1',
        thread_id: thread.id,
        created_at: thread.created_at,
        status: 'pending' as const,
        call_id: 'call_1',
        name: 'set_theme',
        arguments: {theme: 'dark'},
      }
      thread.items.data.push(item)
      yield {type: 'thread.item.done', item}
    }
    const calls: unknown[] = []
    const {view} = await mount(server.url, {
      onClientTool: (call) => {
        calls.push(call)
        return {ok: true}
      },
    })
    await ask(view, 'Dark, please')
    expect(await view.findByText('The page is dark now.')).toBeInTheDocument()
    expect(calls).toEqual([{name: 'set_theme', params: {theme: 'dark'}}])
    expect(server.requests[1]).toMatchObject({type: 'threads.add_client_tool_output', params: {result: {ok: true}}})
  })

  test('effects reach the page; notices reach the reader', async () => {
    server.respond = async function* (thread) {
      yield {type: 'client_effect', name: 'confetti', data: {count: 3}}
      yield {type: 'notice', level: 'warning', title: 'Old edition', message: 'From **2024**.'}
      yield* answer(thread, 'Done.')
    }
    const {view, details} = await mount(server.url)
    await ask(view, 'Q?')
    expect(await view.findByText('Old edition')).toBeInTheDocument()
    expect(details.effect).toEqual([{name: 'confetti', data: {count: 3}}])
    await userEvent.click(view.getByRole('button', {name: 'Dismiss'}))
    await waitFor(() => expect(view.queryByText('Old edition')).not.toBeInTheDocument())
  })

  test('a widget shows its words, a workflow opens, and an unknown item does no harm', async () => {
    server.respond = async function* (thread) {
      const base = {thread_id: thread.id, created_at: thread.created_at}
      const task = {
        type: 'thought' as const,
        title: 'Compare',
        content: 'Both are fine.',
        status_indicator: 'complete' as const,
      }
      yield {type: 'thread.item.done', item: {...base, id: 'h_1', type: 'hologram'} as never}
      yield {
        type: 'thread.item.done',
        item: {
          ...base,
          id: 'w_1',
          type: 'workflow',
          workflow: {type: 'reasoning', tasks: [task], summary: {duration: 2}, expanded: false},
        },
      }
      const widget = {type: 'Card', children: [{type: 'Text', value: 'Hello from a card'}]} as never
      yield {type: 'thread.item.done', item: {...base, id: 'w_2', type: 'widget', widget}}
    }
    const {view} = await mount(server.url)
    await ask(view, 'Q?')
    expect(await view.findByText('Hello from a card')).toBeInTheDocument()
    await userEvent.click(view.getByRole('button', {name: 'Thought for 2 seconds', expanded: false}))
    expect(await view.findByText('Both are fine.')).toBeInTheDocument()
  })

  test('the live region speaks at the boundaries only', async () => {
    const mounted = await mount(server.url)
    const said: string[] = []
    const region = mounted.view.getByRole('status')
    new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, {
      subtree: true,
      childList: true,
      characterData: true,
    })
    await ask(mounted.view, 'Q?')
    await waitFor(() => expect(said.at(-1)).toBe('Answer ready. A short answer.'))
    expect(new Set(said)).toEqual(new Set(['Answering…', 'Answer ready. A short answer.']))
  })
})

test('the page’s own header buttons have names and call back', async () => {
  const clicks: string[] = []
  const action = (icon: 'close' | 'settings-cog') => ({icon, onClick: () => void clicks.push(icon)})
  const {view} = await mount(server.url, {header: {leftAction: action('settings-cog'), rightAction: action('close')}})
  await userEvent.click(view.getByRole('button', {name: 'Settings cog'}))
  await userEvent.click(view.getByRole('button', {name: 'Close'}))
  expect(clicks).toEqual(['settings-cog', 'close'])
})
