import {waitFor, within} from '@testing-library/dom'
import userEvent from '@testing-library/user-event'
import type {Thread, ThreadStreamEvent} from 'chatkit-protocol'
import {ask, gate, mount, type Mounted} from '../__fixtures__/mount.ts'
import {
  answer,
  assistantItem,
  createThread,
  type ProtocolServer,
  startProtocolServer,
  userItem,
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
const notes = (view: Mounted['view']) => view.queryAllByText('Not answered in full')

/** An answer without its end. */
async function* beginAnswer(thread: Thread, delta: string): AsyncGenerator<ThreadStreamEvent> {
  const item = assistantItem(thread, '')
  yield {type: 'thread.item.added', item}
  const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta} as const
  yield {type: 'thread.item.updated', item_id: item.id, update}
}

/** The first question gets `first`, the others get whole answers. */
function answerFirst(first: (thread: Thread) => AsyncIterable<ThreadStreamEvent>): void {
  let turns = 0
  server.respond = (thread) => {
    turns += 1
    return turns === 1 ? first(thread) : answer(thread, `Answer ${turns}.`)
  }
}

describe('asked past', () => {
  test('an answer that broke off is marked as such, and Try again asks the question at the end', async () => {
    answerFirst((thread) => beginAnswer(thread, 'Cut he'))
    const {view} = await mount(server.url)
    await ask(view, 'First?')
    await view.findByRole('alert')
    expect(notes(view)).toHaveLength(0)
    await ask(view, 'Second?')
    await view.findByText('Answer 2.')
    expect(view.queryByRole('alert')).toBeNull()
    expect(view.getByText('Cut he')).toBeInTheDocument()
    const note = view.getByText('Not answered in full')
    await userEvent.click(within(note).getByRole('button', {name: 'Try again'}))
    expect(await view.findByText('Answer 3.')).toBeInTheDocument()
    expect(notes(view)).toHaveLength(0)
    expect(view.getAllByText(/^\w+\?$/).map(({textContent}) => textContent)).toEqual(['First?', 'Second?', 'First?'])
    expect(types()).toEqual(['threads.create', 'threads.add_user_message', 'threads.add_user_message'])
  })

  test('a question whose answer failed before it began is marked too', async () => {
    answerFirst(async function* () {
      yield {type: 'error', code: 'stream.error', allow_retry: true}
    })
    const {view} = await mount(server.url)
    await ask(view, 'First?')
    await view.findByRole('alert')
    await ask(view, 'Second?')
    await view.findByText('Answer 2.')
    expect(notes(view)).toHaveLength(1)
  })

  test('an answer is marked no more once the server turns out to have all of it', async () => {
    answerFirst((thread) => beginAnswer(thread, 'Cut he'))
    const {view, element} = await mount(server.url)
    await ask(view, 'First?')
    await view.findByRole('alert')
    await ask(view, 'Second?')
    await view.findByText('Answer 2.')
    expect(notes(view)).toHaveLength(1)
    for (const thread of server.threads.values()) {
      thread.items.data.splice(1, 0, assistantItem(thread, 'Cut here no more.'))
    }
    await element.fetchUpdates()
    expect(await view.findByText('Cut here no more.')).toBeInTheDocument()
    expect(notes(view)).toHaveLength(0)
  })

  test('an answer that the reader stopped is not marked', async () => {
    const held = gate()
    answerFirst(async function* (thread) {
      yield* beginAnswer(thread, 'As far as')
      await held.opened
    })
    const {view} = await mount(server.url)
    await ask(view, 'First?')
    await view.findByText('As far as')
    await userEvent.click(view.getByRole('button', {name: 'Stop'}))
    held.open()
    await ask(view, 'Second?')
    await view.findByText('Answer 2.')
    expect(notes(view)).toHaveLength(0)
  })

  test.each([
    [true, 1],
    [false, 0],
  ])('a question that has no answer, where another may be had (%s), is marked (%i)', async (retry, marked) => {
    const thread = createThread('thr_1')
    thread.items.data = ['First?', 'Second?'].map((text) => userItem(thread, text))
    thread.items.data.push(assistantItem(thread, 'An answer.'))
    server.threads.set(thread.id, thread)
    const {view} = await mount(server.url, {initialThread: thread.id, threadItemActions: {retry}})
    await view.findByText('An answer.')
    await view.findByRole('button', {name: 'Copy'})
    expect(notes(view)).toHaveLength(marked)
  })

  test('an earlier answer cannot be answered again, which would take away the later ones', async () => {
    const {view} = await mount(server.url, {threadItemActions: {retry: true}})
    await ask(view, 'First?')
    await view.findByText('A short answer.')
    await ask(view, 'Second?')
    await waitFor(() => expect(view.getAllByText('A short answer.')).toHaveLength(2))
    await waitFor(() => expect(view.getAllByRole('button', {name: 'Copy'})).toHaveLength(2))
    expect(view.getAllByRole('button', {name: 'Answer again'})).toHaveLength(1)
  })
})
