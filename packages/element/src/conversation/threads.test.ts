import {fireEvent, waitFor, within} from '@testing-library/dom'
import userEvent from '@testing-library/user-event'
import {ask, gate, mount} from '../__fixtures__/mount.ts'
import {
  answer,
  assistantItem,
  createThread,
  type ProtocolServer,
  startProtocolServer,
} from '../__fixtures__/protocol-server.ts'

let server: ProtocolServer
beforeEach(async () => {
  server = await startProtocolServer()
})
afterEach(async () => {
  document.body.replaceChildren()
  await server.close()
})

const types = () => server.requests.map(({type}) => type)

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

test('the page’s own header buttons have names and call back', async () => {
  const clicks: string[] = []
  const action = (icon: 'close' | 'settings-cog') => ({icon, onClick: () => void clicks.push(icon)})
  const {view} = await mount(server.url, {header: {leftAction: action('settings-cog'), rightAction: action('close')}})
  await userEvent.click(view.getByRole('button', {name: 'Settings'}))
  await userEvent.click(view.getByRole('button', {name: 'Close'}))
  expect(clicks).toEqual(['settings-cog', 'close'])
})
