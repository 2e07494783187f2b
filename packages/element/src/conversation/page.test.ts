import {waitFor} from '@testing-library/dom'
import userEvent from '@testing-library/user-event'
import {ask, mount} from '../__fixtures__/mount.ts'
import {answer, type ProtocolServer, startProtocolServer} from '../__fixtures__/protocol-server.ts'

let server: ProtocolServer
beforeEach(async () => {
  server = await startProtocolServer()
})
afterEach(async () => {
  document.body.replaceChildren()
  await server.close()
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
