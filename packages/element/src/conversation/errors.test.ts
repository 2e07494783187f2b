import {waitFor, within} from '@testing-library/dom'
import userEvent from '@testing-library/user-event'
import type {ThreadStreamEvent} from 'chatkit-protocol'
import {ask, mount} from '../__fixtures__/mount.ts'
import {answer, assistantItem, type ProtocolServer, startProtocolServer} from '../__fixtures__/protocol-server.ts'

let server: ProtocolServer
beforeEach(async () => {
  server = await startProtocolServer()
})
afterEach(async () => {
  document.body.replaceChildren()
  await server.close()
})

/** The first answer fails in the stream; what is asked for again is answered. */
function failOnce(text: string): void {
  let turns = 0
  server.respond = async function* (thread) {
    turns += 1
    if (turns === 1) yield {type: 'error', code: 'stream.error', allow_retry: true}
    else yield* answer(thread, text)
  }
}

const types = () => server.requests.map(({type}) => type)

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

  test('a message that is not let through stays where it was asked, and can be sent again', async () => {
    server.refuse = () => ({status: 403, body: 'a page of somebody’s proxy'})
    const {view} = await mount(server.url)
    const field = await ask(view, 'Q?')
    expect(await view.findByRole('alert')).toBeInTheDocument()
    expect(field).toHaveValue('')
    server.refuse = () => null
    await userEvent.click(view.getByRole('button', {name: 'Try again'}))
    expect(await view.findByText('A short answer.')).toBeInTheDocument()
    expect(view.getAllByText('Q?')).toHaveLength(1)
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

  test('a message that did not arrive goes first when something else is asked, so that both are in one conversation', async () => {
    server.refuse = () => ({status: 503, body: 'away'})
    const {view} = await mount(server.url)
    await ask(view, 'First?')
    await view.findByText('Not sent')
    await ask(view, 'Second?')
    await waitFor(() => expect(types()).toEqual(['threads.create', 'threads.create']))
    // Away still: nothing is lost, and nothing asked in a thread of its own.
    await view.findByText('Not sent')
    expect(await view.findByRole('listitem')).toHaveTextContent('Second?')
    server.refuse = () => null
    await userEvent.click(within(view.getByRole('alert')).getByRole('button', {name: 'Try again'}))
    await waitFor(() => expect(types().slice(2)).toEqual(['threads.create', 'threads.add_user_message']))
    await waitFor(() => expect(view.getAllByText('A short answer.')).toHaveLength(2))
    expect(view.getAllByText(/^(First|Second)\?$/).map(({textContent}) => textContent)).toEqual(['First?', 'Second?'])
    expect(view.queryByRole('alert')).toBeNull()
    expect(server.threads.size).toBe(1)
  })

  test('too many questions are told in the reader’s language, whatever the server says', async () => {
    const message = 'Too many questions at once. Try again in 7 seconds.'
    server.refuse = () => ({status: 429, body: {error: {message}}, headers: {'retry-after': '7'}})
    const {view, element} = await mount(server.url, {locale: 'de'})
    await element.sendUserMessage({text: 'Q?'})
    expect(await view.findByRole('alert')).toHaveTextContent('Zu viele Fragen auf einmal.')
  })

  test('who may ask again tomorrow only is told so in the server’s words', async () => {
    server.refuse = () => ({
      status: 429,
      body: {error: {message: 'Please come back tomorrow.'}},
      headers: {'retry-after': '40000'},
    })
    const {view} = await mount(server.url)
    await ask(view, 'Q?')
    expect(await view.findByRole('alert')).toHaveTextContent('Please come back tomorrow.')
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
    failOnce('Second try.')
    const {view} = await mount(server.url)
    await ask(view, 'Q?')
    await userEvent.click(await view.findByRole('button', {name: 'Try again'}))
    expect(await view.findByText('Second try.')).toBeInTheDocument()
    expect(view.queryByRole('alert')).not.toBeInTheDocument()
    const question = [...server.threads.values()][0]?.items.data[0]?.id
    expect(server.requests[1]).toMatchObject({type: 'threads.retry_after_item', params: {item_id: question}})
  })

  test('an answer that was refused when it was asked for again can be asked for once more', async () => {
    failOnce('Third try.')
    const {view} = await mount(server.url)
    await ask(view, 'Q?')
    const again = await view.findByRole('button', {name: 'Try again'})
    server.refuse = () => ({status: 403, body: 'a page of somebody’s proxy'})
    await userEvent.click(again)
    await waitFor(() => expect(types()).toEqual(['threads.create', 'threads.retry_after_item']))
    server.refuse = () => null
    await userEvent.click(await view.findByRole('button', {name: 'Try again'}))
    expect(await view.findByText('Third try.')).toBeInTheDocument()
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
