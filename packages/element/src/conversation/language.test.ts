import {waitFor} from '@testing-library/dom'
import {ended, mount} from '../__fixtures__/mount.ts'
import {answer, type ProtocolServer, startProtocolServer} from '../__fixtures__/protocol-server.ts'

let server: ProtocolServer
beforeEach(async () => {
  server = await startProtocolServer()
})
afterEach(async () => {
  document.body.replaceChildren()
  jest.restoreAllMocks()
  await server.close()
})

const rootOf = (element: HTMLElement) => element.shadowRoot?.querySelector('.root')

describe('language', () => {
  test('a reader of Urdu finds it when the element says that it is ready, from right to left', async () => {
    const {element, view} = await mount(server.url, {locale: 'ur'})
    expect(view.getByRole('textbox', {name: 'پیغام'})).toHaveAttribute('placeholder', 'AI کو پیغام لکھیں')
    expect(rootOf(element)).toHaveAttribute('dir', 'rtl')
    expect(rootOf(element)).toHaveAttribute('lang', 'ur')
  })

  test('another `locale` takes its place at once, with what is typed kept', async () => {
    const {element, view} = await mount(server.url, {locale: 'ur'})
    await element.setComposerValue({text: 'Half a question'})
    element.setOptions({api: {url: server.url, domainKey: 'local'}, locale: 'de'})
    const field = await view.findByRole('textbox', {name: 'Nachricht'})
    expect(field).toHaveValue('Half a question')
    expect(rootOf(element)).toHaveAttribute('dir', 'ltr')
    element.setOptions({api: {url: server.url, domainKey: 'local'}, locale: 'en'})
    await view.findByRole('textbox', {name: 'Message'})
  })

  test('without `locale` it is the browser’s', async () => {
    jest.spyOn(navigator, 'language', 'get').mockReturnValue('ar-EG')
    const {element, view} = await mount(server.url)
    expect(view.getByRole('button', {name: 'سجل المحادثات'})).toBeInTheDocument()
    expect(rootOf(element)).toHaveAttribute('dir', 'rtl')
  })

  test('English leaves the page its direction unless it is asked for', async () => {
    const {element} = await mount(server.url)
    expect(rootOf(element)).not.toHaveAttribute('dir')
  })

  test('what is in an answer is named in the language too', async () => {
    server.respond = (thread) => answer(thread, '| a |\n|---|\n| b |\n\n```\nx\n```\n')
    const mounted = await mount(server.url, {locale: 'fr', threadItemActions: {feedback: true}})
    await mounted.element.sendUserMessage({text: 'Pourquoi ?'})
    await ended(mounted)
    expect(mounted.view.getByRole('group', {name: 'Tableau'})).toBeInTheDocument()
    await waitFor(() => expect(mounted.view.getByRole('button', {name: 'Bonne réponse'})).toBeInTheDocument())
  })

  test('the list of past chats, which comes later, is in the language', async () => {
    const {element, view} = await mount(server.url, {locale: 'pt'})
    await element.showHistory()
    expect(await view.findByText('Nenhum chat ainda. Suas perguntas aparecerão aqui.')).toBeInTheDocument()
  })

  test('a question in Urdu that begins with a Latin name runs from right to left, in the field and in the thread', async () => {
    server.respond = (thread) => answer(thread, 'ہاں')
    const {element, view} = await mount(server.url, {locale: 'ur'})
    await element.setComposerValue({text: 'ROS 2 کیا ہے؟'})
    await waitFor(() => expect(view.getByRole('textbox')).toHaveAttribute('dir', 'rtl'))
    await element.sendUserMessage({text: 'ROS 2 کیا ہے؟'})
    expect(await view.findByText('ROS 2 کیا ہے؟', {selector: '.bubble'})).toHaveAttribute('dir', 'rtl')
  })
})
