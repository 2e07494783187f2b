import {computed, signal} from '@preact/signals-core'
import type {ChatKitOptions, OpenAIChatKit} from '@openai/chatkit'
import {h, render} from 'preact'
import {createApi} from './controller/api.ts'
import {type ComposerParams, type Controller, createController, type MessageParams} from './controller/controller.ts'
import type {CustomAction, Emit} from './controller/context.ts'
import {followLocale, type Texts} from './i18n/index.ts'
import {createInstanceId} from './instance.ts'
import {type ResolvedOptions, resolveOptions} from './options.ts'
import {adoptStyles} from './styles/sheet.ts'
import {Chat} from './view/Chat.tsx'
import {createFollow} from './view/follow.ts'
import type {Scope} from './view/scope.ts'

/** In a hidden tab no frame comes, and the page still waits for `chatkit.ready`. */
const READY_FALLBACK_MS = 100

/** How long `chatkit.ready` waits for the texts of the reader's language. They may still come later. */
const TEXTS_PATIENCE_MS = 1000

// On a server there is no HTMLElement to extend; the class can still be imported there.
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement)

/** Public methods of the published element type, which the class is checked against. */
type Surface = Omit<OpenAIChatKit, keyof HTMLElement>

/**
 * `<openai-chatkit>`: a chat that speaks OpenAI's ChatKit protocol to your own server. Same tag, options, methods and events as
 * the published types of npm `@openai/chatkit` 1.9.0, so `@openai/chatkit-react` drives it unmodified. Importing this file
 * registers nothing: see `define.ts`.
 */
export class ChatKitElement extends Base implements Surface {
  readonly #options = signal<ResolvedOptions | null>(null)
  readonly #root: ShadowRoot
  readonly #instanceId = createInstanceId()
  #scope: Scope | null = null
  #mounted = false
  #ready: Promise<void>
  #markReady: () => void = () => {}
  #textsSettled: Texts['settled'] = () => Promise.resolve()

  constructor() {
    super()
    this.#root = this.attachShadow({mode: 'open', delegatesFocus: false})
    adoptStyles(this.#root)
    this.#ready = new Promise((resolve) => {
      this.#markReady = resolve
    })
  }

  connectedCallback(): void {
    this.#upgradeOptions()
    this.#mount()
  }

  disconnectedCallback(): void {
    // Moving an element is a removal and an insertion: look again once both have happened.
    queueMicrotask(() => {
      if (!this.isConnected) this.#unmount()
    })
  }

  /** The options as last set, or null. Setting them is the same as `setOptions`. */
  get options(): ChatKitOptions | null {
    return this.#given
  }

  set options(options: ChatKitOptions) {
    this.setOptions(options)
  }

  #given: ChatKitOptions | null = null

  /**
   * Replaces all options; nothing is merged.
   *
   * @throws TypeError if `api.url` is missing. Everything else degrades to its default.
   */
  setOptions(options: ChatKitOptions): void {
    const resolved = resolveOptions(options)
    this.#given = options
    this.#options.value = resolved
    this.#mount()
  }

  async focusComposer(): Promise<void> {
    const {composerRef} = await this.#whenReady('focusComposer')
    composerRef.current?.focus()
  }

  /** Resolves when the thread is loaded, or failed to load, which the transcript then shows. */
  async setThreadId(threadId: string | null): Promise<void> {
    const {controller} = await this.#whenReady('setThreadId')
    await controller.openThread(threadId)
  }

  /** Resolves when the server has handled the action. Rejects without an open thread, or while an answer streams. */
  async sendCustomAction(action: CustomAction, itemId?: string): Promise<void> {
    const {controller} = await this.#whenReady('sendCustomAction')
    await controller.sendAction(action, itemId)
  }

  /**
   * Shows and sends a message; after the running answer, if there is one. Resolves once it is on its way: what becomes of it
   * stands in the transcript. Rejects if there is nothing to send.
   */
  async sendUserMessage(params: MessageParams): Promise<void> {
    const {controller} = await this.#whenReady('sendUserMessage')
    await controller.sendMessage(params)
  }

  async setComposerValue(params: ComposerParams): Promise<void> {
    const {controller} = await this.#whenReady('setComposerValue')
    controller.setComposer(params)
  }

  async showHistory(): Promise<void> {
    const {controller} = await this.#whenReady('showHistory')
    controller.showHistory()
  }

  async hideHistory(): Promise<void> {
    const {controller} = await this.#whenReady('hideHistory')
    controller.hideHistory()
  }

  /** Brings the open thread up to date with the server. Rejects if the server cannot be reached. */
  async fetchUpdates(): Promise<void> {
    const {controller} = await this.#whenReady('fetchUpdates')
    await controller.sync()
  }

  /**
   * Says something in place of "Thinking…" while an answer is awaited, such as that its connection is being mended; null to say
   * nothing. Not part of OpenAI's element.
   */
  setStatus(text: string | null): void {
    this.#scope?.controller.setStatus(text)
  }

  async #whenReady(method: string): Promise<Scope> {
    if (!this.#options.peek())
      throw new Error(`${method}() was called before setOptions(). Call setOptions({api: {…}}) first.`)
    await this.#ready
    if (!this.#scope) throw new Error(`${method}() was called on an element that is not ready.`)
    return this.#scope
  }

  /** An `options` property set before the element was defined hides the setter: take it over. */
  #upgradeOptions(): void {
    if (!Object.hasOwn(this, 'options')) return
    const own: unknown = Reflect.get(this, 'options')
    Reflect.deleteProperty(this, 'options')
    this.setOptions(own as ChatKitOptions)
  }

  #mount(): void {
    const options = this.#options.peek()
    if (!options || !this.isConnected || this.#mounted) return
    this.#mounted = true
    const again = this.#scope !== null
    this.#scope ??= this.#createScope(options)
    const {controller} = this.#scope
    render(h(Chat, {scope: this.#scope}), this.#root)
    this.#announceReady()
    if (again) controller.sync().catch((error: Error) => this.#emit('chatkit.error', {error}))
    else if (options.initialThread !== null) void controller.openThread(options.initialThread)
  }

  #unmount(): void {
    if (!this.#mounted) return
    this.#mounted = false
    this.#scope?.controller.detach()
    render(null, this.#root)
  }

  #createScope(initial: ResolvedOptions): Scope {
    const options = computed(() => this.#options.value ?? initial)
    const locale = computed(() => options.value.locale ?? navigator.language ?? 'en')
    const {t, settled} = followLocale(locale)
    this.#textsSettled = settled
    const api = computed(() =>
      createApi({config: options.value.api, locale: locale.value, instanceId: this.#instanceId}),
    )
    const controller: Controller = createController({options, t, api: () => api.peek(), emit: this.#emit})
    return {
      controller,
      id: this.#instanceId,
      citation: signal(null),
      // Computed apart from the state, which changes with every frame of an answer: a row reads only what concerns it.
      offered: computed(() => controller.chat.value.error?.retry ?? null),
      imageDomains: computed(() => controller.chat.value.thread?.allowedImageDomains ?? null),
      composerRef: {current: null},
      onLink: createFollow(this, this.#emit),
    }
  }

  readonly #emit: Emit = (name, detail) => {
    this.dispatchEvent(new CustomEvent(name, {detail}))
  }

  /** After the first paint, and in a task of its own: the React bindings attach their listeners in a passive effect. */
  #announceReady(): void {
    let announced = false
    const announce = () => {
      if (announced) return
      announced = true
      this.#markReady()
      this.#emit('chatkit.ready', undefined)
    }
    // So that a page which waits for this shows no English that changes a moment later.
    const patience = new Promise((resolve) => setTimeout(resolve, TEXTS_PATIENCE_MS))
    const texts = Promise.race([this.#textsSettled(), patience])
    const announceWithTexts = () => void texts.then(announce)
    requestAnimationFrame(() => setTimeout(announceWithTexts, 0))
    setTimeout(announceWithTexts, READY_FALLBACK_MS)
  }
}
