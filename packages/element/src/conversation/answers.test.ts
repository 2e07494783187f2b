import {createEvent, fireEvent, waitFor, within} from '@testing-library/dom'
import userEvent from '@testing-library/user-event'
import type {Annotation} from 'chatkit-protocol'
import {ask, ended, mount} from '../__fixtures__/mount.ts'
import {answer, assistantItem, type ProtocolServer, startProtocolServer} from '../__fixtures__/protocol-server.ts'

let server: ProtocolServer
beforeEach(async () => {
  server = await startProtocolServer()
})
afterEach(async () => {
  document.body.replaceChildren()
  await server.close()
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
