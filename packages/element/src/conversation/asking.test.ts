import {createEvent, fireEvent, waitFor, within} from '@testing-library/dom'
import userEvent from '@testing-library/user-event'
import type {Draft} from '../state/types.ts'
import {ask, ended, findQueue, gate, mount} from '../__fixtures__/mount.ts'
import {answer, assistantItem, type ProtocolServer, startProtocolServer} from '../__fixtures__/protocol-server.ts'

let server: ProtocolServer
beforeEach(async () => {
  server = await startProtocolServer()
})
afterEach(async () => {
  document.body.replaceChildren()
  await server.close()
})

const types = () => server.requests.map(({type}) => type)

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
    const mounted = await mount(server.url, {locale: 'el'})
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
      'accept-language': 'el',
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

  test.each([
    ['What is a topic?', 'ltr'],
    ['«٣» ما هو الموضوع؟', 'rtl'],
    ['(1) مَا topic', 'rtl'],
    ['ROS 2 کیا ہے؟', 'ltr'],
    ['42', 'ltr'],
    [' ', null],
  ])('%s runs in its own direction: %s', async (text, direction) => {
    const {view} = await mount(server.url)
    const field = view.getByRole('textbox', {name: 'Message'})
    fireEvent.input(field, {target: {value: text}})
    await waitFor(() => expect(field.getAttribute('dir')).toBe(direction))
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

  test('a new question waits and is sent when the answer is done', async () => {
    const {open, opened} = gate()
    server.respond = async function* (thread) {
      if (thread.items.data.length === 1) await opened
      yield* answer(thread, `Answer ${thread.items.data.length}.`)
    }
    const {view} = await mount(server.url)
    await ask(view, 'One?')
    const field = await ask(view, 'Two?')
    expect(field).toHaveValue('')
    expect(await findQueue(view)).toBeInTheDocument()
    expect(view.getByRole('listitem')).toHaveTextContent('Two?')
    open()
    expect(await view.findByText('Answer 3.')).toBeInTheDocument()
    expect(view.queryByRole('listitem')).toBeNull()
    expect(types()).toEqual(['threads.create', 'threads.add_user_message'])
  })

  test('several questions in quick succession are each asked once, in their order', async () => {
    const {open, opened} = gate()
    server.respond = async function* (thread) {
      await opened
      yield* answer(thread, `Answer ${thread.items.data.length}.`)
    }
    const {view} = await mount(server.url)
    for (const question of ['One?', 'Two?', 'Three?', 'Four?']) await ask(view, question)
    open()
    expect(await view.findByText('Answer 7.')).toBeInTheDocument()
    expect(view.getAllByText(/^\w+\?$/).map(({textContent}) => textContent)).toEqual([
      'One?',
      'Two?',
      'Three?',
      'Four?',
    ])
    expect(types()).toEqual(['threads.create', ...Array<string>(3).fill('threads.add_user_message')])
  })

  test('a question that waits can be taken back into the composer, before what is written there', async () => {
    const {open, opened} = gate()
    server.respond = async function* (thread) {
      await opened
      yield* answer(thread, `Answer ${thread.items.data.length}.`)
    }
    const {view} = await mount(server.url)
    for (const question of ['One?', 'Two?', 'Three?']) await ask(view, question)
    const field = view.getByRole('textbox', {name: 'Message'})
    await userEvent.type(field, 'And')
    const item = await view.findByText('Two?', {selector: 'li > *'})
    await userEvent.click(within(item.parentElement as HTMLElement).getByRole('button', {name: 'Don’t send'}))
    expect(field).toHaveValue('Two?\nAnd')
    open()
    expect(await view.findByText('Answer 3.')).toBeInTheDocument()
    expect(view.queryByRole('listitem')).toBeNull()
    expect(field).toHaveValue('Two?\nAnd')
    expect(server.requests.map(({params}) => (params as {input: Draft}).input.content)).toMatchObject([
      [{text: 'One?'}],
      [{text: 'Three?'}],
    ])
  })

  test('what waits is kept while the reader is asked to try again, and follows once that has worked', async () => {
    const {open, opened} = gate()
    let turns = 0
    server.respond = async function* (thread) {
      turns += 1
      await opened
      if (turns === 1) yield {type: 'error', code: 'stream.error', allow_retry: true}
      else yield* answer(thread, `Answer ${thread.items.data.length}.`)
    }
    const {view} = await mount(server.url)
    for (const question of ['One?', 'Two?']) await ask(view, question)
    open()
    await userEvent.click(await view.findByRole('button', {name: 'Try again'}))
    expect(await view.findByText('Answer 3.')).toBeInTheDocument()
    expect(types()).toEqual(['threads.create', 'threads.retry_after_item', 'threads.add_user_message'])
  })

  test('what waits goes back into the composer when another conversation is opened', async () => {
    const {open, opened} = gate()
    server.respond = async function* (thread) {
      await opened
      yield* answer(thread, 'Late.')
    }
    const {view, element} = await mount(server.url)
    for (const question of ['One?', 'Two?', 'Three?']) await ask(view, question)
    await element.setThreadId(null)
    expect(view.getByRole('textbox', {name: 'Message'})).toHaveValue('Two?\nThree?')
    expect(view.queryByRole('listitem')).toBeNull()
    open()
    expect(types()).toEqual(['threads.create'])
  })

  test('a question that the page sends meanwhile has its own turn, beside the one that waits', async () => {
    const {open, opened} = gate()
    let atOnce = 0
    let most = 0
    server.respond = async function* (thread) {
      most = Math.max(most, ++atOnce)
      const question = thread.items.data.length
      await opened
      // Long enough for another turn to get in the way, if one is on its way.
      await new Promise((resolve) => setTimeout(resolve, 20))
      yield* answer(thread, `Answer ${question}.`)
      atOnce -= 1
    }
    const {view, element} = await mount(server.url)
    await ask(view, 'One?')
    await ask(view, 'Two?')
    const sent = element.sendUserMessage({text: 'Three?'})
    open()
    await sent
    for (const text of ['One?', 'Two?', 'Three?', 'Answer 1.', 'Answer 3.', 'Answer 5.']) {
      expect(await view.findByText(text)).toBeInTheDocument()
    }
    expect(most).toBe(1)
  })
})
