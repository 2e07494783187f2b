import {waitFor, within} from '@testing-library/dom'
import {mount} from './__fixtures__/mount.ts'
import {createThread, type ProtocolServer, startProtocolServer} from './__fixtures__/protocol-server.ts'
import {ChatKitElement} from './define.ts'

let server: ProtocolServer
beforeAll(async () => {
  server = await startProtocolServer()
})
afterAll(() => server.close())
afterEach(() => document.body.replaceChildren())

const api = () => ({url: server.url, domainKey: 'local'})

describe('definition', () => {
  test('the tag is registered once, and loading the definition again changes nothing', async () => {
    expect(customElements.get('openai-chatkit')).toBe(ChatKitElement)
    await expect(import('./define.ts')).resolves.toMatchObject({ChatKitElement})
  })

  test('options set before the element was defined are taken over at upgrade', async () => {
    class Later extends ChatKitElement {}
    const element = document.createElement('later-chatkit') as ChatKitElement
    Object.assign(element, {options: {api: api(), startScreen: {greeting: 'Hello, early bird'}}})
    document.body.append(element)
    customElements.define('later-chatkit', Later)
    const view = within(element.shadowRoot as unknown as HTMLElement)
    expect(await view.findByRole('heading', {name: 'Hello, early bird'})).toBeInTheDocument()
    expect(Object.hasOwn(element, 'options')).toBe(false)
  })
})

describe('setOptions', () => {
  test.each([
    ['no api', {}, /`api` is missing/],
    ['no url', {api: {domainKey: 'x'}}, /`api.url` is missing/],
    ['the hosted variant', {api: {getClientSecret: () => 'x'}}, /your own server/],
    ['a fetch that is none', {api: {url: '/x', fetch: 'no'}}, /must be a function/],
  ])('with %s says what to pass', (_, options, message) => {
    expect(() => new ChatKitElement().setOptions(options as never)).toThrow(message)
  })

  test('replaces all options: what is left out goes back to its default', async () => {
    const {element, view} = await mount(server.url, {startScreen: {greeting: 'First'}, composer: {placeholder: 'Ask'}})
    expect(view.getByPlaceholderText('Ask')).toBeInTheDocument()
    element.setOptions({api: api()})
    expect(await view.findByRole('heading', {name: 'What can I help with today?'})).toBeInTheDocument()
    expect(view.getByPlaceholderText('Message the AI')).toBeInTheDocument()
  })

  test('bears values of a wrong kind', async () => {
    const {view} = await mount(server.url, {
      startScreen: {greeting: 7, prompts: 'none'},
      theme: 'blue',
      header: null,
    } as never)
    expect(view.getByRole('heading', {name: 'What can I help with today?'})).toBeInTheDocument()
  })
})

describe('lifecycle', () => {
  test('chatkit.ready comes after setOptions has returned and the first paint is there', async () => {
    const element = new ChatKitElement()
    const seen: string[] = []
    element.addEventListener('chatkit.ready', () => {
      seen.push(element.shadowRoot?.querySelector('textarea') ? 'ready with composer' : 'ready too early')
    })
    document.body.append(element)
    element.setOptions({api: api()})
    expect(seen).toEqual([])
    await waitFor(() => expect(seen).toEqual(['ready with composer']))
  })

  test('a move keeps the text, the rendered tree and the answer that streams', async () => {
    const {element, view, events} = await mount(server.url)
    await element.setComposerValue({text: 'half a question'})
    const field = await view.findByDisplayValue('half a question')
    const elsewhere = document.createElement('div')
    document.body.append(elsewhere)
    elsewhere.append(element)
    await Promise.resolve()
    expect(view.getByDisplayValue('half a question')).toBe(field)
    expect(events.filter((name) => name === 'ready')).toHaveLength(1)
  })

  test('a removal aborts the running request as "left", not as "stopped", and the text comes back with the element', async () => {
    const reasons: unknown[] = []
    const {element, view} = await mount(server.url, {
      api: {
        ...api(),
        fetch: (_, init) =>
          new Promise((_resolve, reject) => {
            init?.signal?.addEventListener('abort', () => {
              reasons.push((init.signal?.reason as Error | undefined)?.name)
              reject(init.signal?.reason as Error)
            })
          }),
      },
    })
    await element.sendUserMessage({text: 'Hello'})
    await element.setComposerValue({text: 'next'})
    element.remove()
    await waitFor(() => expect(reasons).toEqual(['ChatKitDetach']))
    expect(element.shadowRoot?.querySelector('textarea')).toBeNull()
    document.body.append(element)
    expect(await view.findByDisplayValue('next')).toBeInTheDocument()
  })
})

describe('methods', () => {
  test('called before setOptions, they reject and say what to do', async () => {
    await expect(new ChatKitElement().focusComposer()).rejects.toThrow(/Call setOptions/)
  })

  test('focusComposer moves the focus into the text field', async () => {
    const {element, view} = await mount(server.url)
    await element.focusComposer()
    expect(element.shadowRoot?.activeElement).toBe(view.getByRole('textbox', {name: 'Message'}))
  })

  test('setThreadId loads a thread and tells so; null goes back to the start', async () => {
    server.threads.set('thr_known', createThread('thr_known', 'A known thread'))
    const {element, view, events, details} = await mount(server.url)
    await element.setThreadId('thr_known')
    expect(view.getByRole('heading', {name: 'A known thread'})).toBeInTheDocument()
    expect(events.slice(1)).toEqual(['thread.change', 'thread.load.start', 'thread.load.end'])
    await element.setThreadId(null)
    expect(details['thread.change']).toEqual([{threadId: 'thr_known'}, {threadId: null}])
    expect(await view.findByRole('heading', {name: 'What can I help with today?'})).toBeInTheDocument()
  })

  test('setComposerValue fills text, quote and tool, and tells the tool', async () => {
    const tools = [{id: 'search', label: 'Search the book', icon: 'search' as const}]
    const {element, view, details} = await mount(server.url, {composer: {tools}})
    await element.setComposerValue({text: 'Why?', reply: 'Because.', selectedToolId: 'search'})
    expect(await view.findByDisplayValue('Why?')).toBeInTheDocument()
    expect(await view.findByText('Because.')).toBeInTheDocument()
    expect(view.getByRole('button', {name: 'Stop using Search the book'})).toBeInTheDocument()
    expect(details['tool.change']).toEqual([{toolId: 'search'}])
  })

  test('sendUserMessage rejects when there is nothing to send', async () => {
    const {element} = await mount(server.url)
    await expect(element.sendUserMessage({text: '  \n '})).rejects.toThrow(/needs text/)
  })

  test('showHistory and hideHistory open and close the list of chats', async () => {
    const {element, view, events} = await mount(server.url)
    await element.showHistory()
    expect(await view.findByRole('heading', {name: 'Chat history'})).toBeInTheDocument()
    await element.hideHistory()
    await waitFor(() => expect(view.queryByRole('heading', {name: 'Chat history'})).not.toBeInTheDocument())
    expect(events.slice(1)).toEqual(['history.open', 'history.close'])
  })

  test('fetchUpdates shows what the server has learnt meanwhile', async () => {
    const thread = createThread('thr_sync', 'Before')
    server.threads.set(thread.id, thread)
    const {element, view} = await mount(server.url, {initialThread: thread.id})
    expect(await view.findByRole('heading', {name: 'Before'})).toBeInTheDocument()
    thread.title = 'After'
    await element.fetchUpdates()
    expect(await view.findByRole('heading', {name: 'After'})).toBeInTheDocument()
  })

  test('sendCustomAction needs an open thread', async () => {
    const {element} = await mount(server.url)
    await expect(element.sendCustomAction({type: 'open'})).rejects.toThrow(/open thread/)
  })
})

test('the shadow root is open and holds no inline style or script', async () => {
  const {element} = await mount(server.url)
  expect(element.shadowRoot?.querySelector('style, link, script')).toBeNull()
})
