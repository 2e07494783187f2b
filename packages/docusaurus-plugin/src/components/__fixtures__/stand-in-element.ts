import type {ChatKitOptions, OpenAIChatKit} from '@openai/chatkit'

type Call = [method: string, ...rest: unknown[]]

/** How every new element behaves. Set before it is created. */
export const behaviour = {
  /** Fire `chatkit.ready` by itself, as a real element does. */
  becomesReady: true,
  /** How often `sendUserMessage` rejects, as it may while a thread loads. */
  rejections: 0,
  /** Have the bundled element's own `setStatus`. */
  hasStatus: true,
}

/**
 * An `<openai-chatkit>` with the published surface and nothing else: it draws a text field and keeps what it was asked to
 * do. The real element is tested in browsers.
 */
export class StandInElement extends HTMLElement implements Partial<OpenAIChatKit> {
  readonly calls: Call[] = []
  options: ChatKitOptions | undefined
  #isReady = false
  readonly #cleaners = new Map<AbortSignal, (() => void)[]>()
  readonly field = document.createElement('textarea')

  /** The bundled element's own. */
  setStatus: ((text: string | null) => void) | undefined

  constructor() {
    super()
    if (behaviour.hasStatus) this.setStatus = (text) => this.#call('setStatus', text)
    this.attachShadow({mode: 'open'}).append(this.field)
  }

  // jsdom takes no AbortSignal but its own, and the tests run with Node's.
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void {
    if (typeof options !== 'object') return super.addEventListener(type, listener, options)
    const {signal, ...rest} = options
    super.addEventListener(type, listener, rest)
    if (signal) this.#onAbort(signal, () => this.removeEventListener(type, listener))
  }

  setOptions(options: ChatKitOptions): void {
    const isFirst = this.options === undefined
    this.options = options
    if (isFirst && behaviour.becomesReady) setTimeout(() => this.becomeReady())
  }

  becomeReady(): void {
    this.#isReady = true
    this.fire('chatkit.ready')
  }

  fire(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true, cancelable: true}))
  }

  async focusComposer(): Promise<void> {
    this.#call('focusComposer')
    this.field.focus()
  }

  async setComposerValue(value: {text?: string; reply?: string}): Promise<void> {
    this.#call('setComposerValue', value)
    if (value.text !== undefined) this.field.value = value.text
  }

  async sendUserMessage(message: {text?: string}): Promise<void> {
    this.#call('sendUserMessage', message)
    if (behaviour.rejections > 0) {
      behaviour.rejections -= 1
      throw new Error('A thread is loading.')
    }
  }

  async setThreadId(threadId: string | null): Promise<void> {
    this.#call('setThreadId', threadId)
  }

  async fetchUpdates(): Promise<void> {
    this.#call('fetchUpdates')
  }

  async hideHistory(): Promise<void> {
    this.#call('hideHistory')
  }

  /** One listener a signal: Node warns of more than ten. */
  #onAbort(signal: AbortSignal, clean: () => void): void {
    const cleaners = this.#cleaners.get(signal) ?? []
    if (cleaners.length === 0) signal.addEventListener('abort', () => cleaners.forEach((run) => run()))
    this.#cleaners.set(signal, cleaners)
    cleaners.push(clean)
  }

  /** Every method before `ready` is a mistake, and a loud one. */
  #call(...call: Call): void {
    if (!this.#isReady) throw new Error(`${call[0]} was called before chatkit.ready`)
    this.calls.push(call)
  }
}
