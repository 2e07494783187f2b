import type {HeaderIcon} from '@openai/chatkit'
import {ask, ended, mount} from '../__fixtures__/mount.ts'
import {answer, type ProtocolServer, startProtocolServer} from '../__fixtures__/protocol-server.ts'

let server: ProtocolServer
beforeEach(async () => {
  server = await startProtocolServer()
})
afterEach(async () => {
  document.body.replaceChildren()
  await server.close()
})

test.each<[HeaderIcon, string]>([
  ['close', 'Close'],
  ['back-small', 'Back'],
  ['settings-cog', 'Settings'],
  ['sidebar-open-left-alt', 'Sidebar'],
  ['hamburger', 'Menu'],
  ['dark-mode', 'Dark mode'],
])('the page’s own button with the icon %s is named %s', async (icon, name) => {
  let clicks = 0
  const {view} = await mount(server.url, {header: {rightAction: {icon, onClick: () => clicks++}}})
  view.getByRole('button', {name}).click()
  expect(clicks).toBe(1)
})

test('the headings of the answer stand below the one that names the speaker', async () => {
  server.respond = (thread) => answer(thread, '## Nodes\n\n#### Topics\n\nText.')
  const mounted = await mount(server.url)
  await ask(mounted.view, 'What is a node?')
  await ended(mounted)
  const headings = [...(mounted.element.shadowRoot?.querySelectorAll('h1, h2, h3, h4, h5, h6') ?? [])]
  expect(headings.map(({tagName, textContent}) => `${tagName} ${textContent}`)).toEqual([
    'H2 Chat',
    'H3 You said',
    'H3 The assistant said',
    'H4 Nodes',
    'H5 Topics',
  ])
})
