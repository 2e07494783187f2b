import type {ChatKitOptions} from '@openai/chatkit'
import {type BoundFunctions, type queries, waitFor, within} from '@testing-library/dom'
import userEvent from '@testing-library/user-event'
import {ChatKitElement} from '../define.ts'

export interface Mounted {
  readonly element: ChatKitElement
  /** Queries inside the shadow root. */
  readonly view: BoundFunctions<typeof queries>
  /** Names of the events so far, without the prefix. */
  readonly events: string[]
  readonly details: Record<string, unknown[]>
}

const EVENTS = [
  'ready',
  'error',
  'effect',
  'deeplink',
  'response.start',
  'response.end',
  'history.open',
  'history.close',
  'thread.change',
  'thread.load.start',
  'thread.load.end',
  'tool.change',
  'log',
  'navigate',
]

/** Puts an element into the page and waits until it is ready. */
export async function mount(url: string, options: Partial<ChatKitOptions> = {}): Promise<Mounted> {
  const element = new ChatKitElement()
  const events: string[] = []
  const details: Record<string, unknown[]> = {}
  for (const name of EVENTS) {
    element.addEventListener(`chatkit.${name}`, (event) => {
      events.push(name)
      ;(details[name] ??= []).push((event as CustomEvent<unknown>).detail)
    })
  }
  element.setOptions({api: {url, domainKey: 'local'}, ...options})
  document.body.append(element)
  await waitFor(() => expect(events).toContain('ready'))
  return {element, view: within(element.shadowRoot as unknown as HTMLElement), events, details}
}

export const ask = async (view: Mounted['view'], text: string): Promise<HTMLTextAreaElement> => {
  const user = userEvent.setup()
  const field = view.getByRole<HTMLTextAreaElement>('textbox', {name: 'Message'})
  await user.click(field)
  await user.type(field, `${text}{Enter}`)
  return field
}

/** What is said of questions that wait; the live region says it, too. */
export const findQueue = (view: Mounted['view']): Promise<HTMLElement> =>
  view.findByText('Will be sent when the answer is done', {selector: '[part="queue"] > p'})

/** Waits until the first answer's stream is over. */
export const ended = ({events}: Mounted): Promise<void> => waitFor(() => expect(events).toContain('response.end'))

/** Something that a test lets happen when it wants. */
export const gate = (): {open: () => void; opened: Promise<void>} => {
  let release = () => {}
  const opened = new Promise<void>((resolve) => {
    release = resolve
  })
  return {open: () => release(), opened}
}
