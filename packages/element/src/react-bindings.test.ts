import {ChatKit, useChatKit, type UseChatKitReturn} from '@openai/chatkit-react'
import {act, render, waitFor, within} from '@testing-library/react'
import {createElement, StrictMode} from 'react'
import './__fixtures__/native-signals.ts'
import {type ProtocolServer, startProtocolServer} from './__fixtures__/protocol-server.ts'
import './define.ts'

let server: ProtocolServer
beforeAll(async () => {
  server = await startProtocolServer()
})
afterAll(() => server.close())

interface AppProps {
  greeting: string
  on: (name: string, detail?: unknown) => void
  hold: (chat: UseChatKitReturn) => void
}

/** What a page writes: nothing here knows which element it drives. */
const App = ({greeting, on, hold}: AppProps) => {
  const chat = useChatKit({
    api: {url: server.url, domainKey: 'local'},
    startScreen: {greeting},
    onReady: () => on('ready'),
    onResponseStart: () => on('response.start'),
    onResponseEnd: () => on('response.end'),
    onThreadChange: (detail) => on('thread.change', detail),
    onError: (detail) => on('error', detail),
  })
  hold(chat)
  return createElement(ChatKit, {control: chat.control, className: 'chat'})
}

const show = async () => {
  const seen: string[] = []
  let chat: UseChatKitReturn | undefined
  const props = (greeting: string): AppProps => ({
    greeting,
    on: (name) => seen.push(name),
    hold: (value) => {
      chat = value
    },
  })
  const app = render(createElement(StrictMode, null, createElement(App, props('Hello from React'))))
  await waitFor(() => expect(seen).toContain('ready'))
  const element = app.container.querySelector('openai-chatkit') as HTMLElement
  const view = within(element.shadowRoot as unknown as HTMLElement)
  const rerender = (greeting: string) =>
    app.rerender(createElement(StrictMode, null, createElement(App, props(greeting))))
  if (!chat) throw new Error('useChatKit returned nothing')
  return {seen, chat, element, view, rerender, unmount: app.unmount}
}

describe('the unmodified @openai/chatkit-react', () => {
  test('hears ready once, and passes its options and HTML attributes', async () => {
    const {seen, element, view} = await show()
    expect(seen).toEqual(['ready'])
    expect(element).toHaveClass('chat')
    expect(view.getByRole('heading', {name: 'Hello from React'})).toBeInTheDocument()
  })

  test('drives a conversation through its methods and hears its events', async () => {
    const {seen, chat, view} = await show()
    await act(() => chat.sendUserMessage({text: 'What is a node?'}))
    expect(await view.findByText('A short answer.')).toBeInTheDocument()
    await waitFor(() => expect(seen).toEqual(['ready', 'response.start', 'thread.change', 'response.end']))
    await chat.setComposerValue({text: 'And a topic?'})
    expect(await view.findByDisplayValue('And a topic?')).toBeInTheDocument()
    await chat.focusComposer()
    await chat.showHistory()
    expect(await view.findByRole('heading', {name: 'Chat history'})).toBeInTheDocument()
    await chat.hideHistory()
    await chat.fetchUpdates()
    await chat.setThreadId(null)
    expect(await view.findByRole('heading', {name: 'Hello from React'})).toBeInTheDocument()
  })

  test('changes options without losing the text, and unmounts cleanly', async () => {
    const {chat, view, element, rerender, unmount} = await show()
    await chat.setComposerValue({text: 'half a question'})
    rerender('Another greeting')
    expect(await view.findByRole('heading', {name: 'Another greeting'})).toBeInTheDocument()
    expect(view.getByDisplayValue('half a question')).toBeInTheDocument()
    unmount()
    await Promise.resolve()
    expect(element.shadowRoot?.querySelector('textarea')).toBeNull()
  })
})
