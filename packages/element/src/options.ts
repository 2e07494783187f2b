import type {ChatKitOptions, CustomApiConfig, HeaderOption, ThemeOption} from '@openai/chatkit'

/** Options with every default filled in, so that no other file needs to know what an absent option means. */
export interface ResolvedOptions {
  readonly api: CustomApiConfig
  /** null: the browser's language; its direction if it is shown, else the page's. */
  readonly locale: string | null
  readonly theme: ThemeOption & {readonly colorScheme: 'light' | 'dark'}
  /** null: the word for a chat in the reader's language. */
  readonly frameTitle: string | null
  readonly initialThread: string | null
  readonly onClientTool: ChatKitOptions['onClientTool']
  readonly header: HeaderOption & {readonly enabled: boolean; readonly titleEnabled: boolean}
  readonly history: {readonly enabled: boolean; readonly showDelete: boolean; readonly showRename: boolean}
  readonly startScreen: {
    readonly greeting: string | null
    readonly prompts: NonNullable<NonNullable<ChatKitOptions['startScreen']>['prompts']>
  }
  readonly actions: {readonly feedback: boolean; readonly retry: boolean}
  readonly composer: {
    readonly placeholder: string | null
    readonly tools: NonNullable<NonNullable<ChatKitOptions['composer']>['tools']>
    readonly models: NonNullable<NonNullable<ChatKitOptions['composer']>['models']>
  }
  readonly disclaimer: ChatKitOptions['disclaimer'] | null
  readonly entities: ChatKitOptions['entities']
  readonly autoScroll: boolean
}

type Loose = Record<string, unknown>

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const objectOr = (value: unknown): Loose => (isObject(value) ? value : {})
const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise)
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const list = (value: unknown): unknown[] => (Array.isArray(value) ? [...(value as unknown[])] : [])

function resolveApi(options: unknown): CustomApiConfig {
  if (!isObject(options)) throw new TypeError('setOptions needs an object. Pass at least {api: {url, domainKey}}.')
  const {api} = options
  if (!isObject(api))
    throw new TypeError('The option `api` is missing. Pass api: {url, domainKey}, where url is your ChatKit endpoint.')
  if (typeof api.url === 'string' && api.url !== '') {
    if (api.fetch !== undefined && typeof api.fetch !== 'function') {
      throw new TypeError('The option `api.fetch` must be a function with the signature of window.fetch.')
    }
    return api as CustomApiConfig
  }
  if ('getClientSecret' in api) {
    throw new TypeError(
      'This element talks to your own server: `api.getClientSecret` belongs to the hosted service. Pass api: {url, domainKey} instead, and give the secret in a custom api.fetch.',
    )
  }
  throw new TypeError('The option `api.url` is missing. Pass the URL of your ChatKit endpoint, e.g. "/chatkit".')
}

function resolveTheme(theme: unknown): ResolvedOptions['theme'] {
  if (theme === 'dark' || theme === 'light') return {colorScheme: theme}
  const given = objectOr(theme) as ThemeOption
  return {...given, colorScheme: given.colorScheme === 'dark' ? 'dark' : 'light'}
}

/**
 * Fills in the defaults of the published option types (npm @openai/chatkit 1.9.0, types/index.d.ts). Only `api` is required;
 * a value of a wrong kind anywhere else counts as absent, so that a page written for another version still gets its chat.
 *
 * @throws TypeError that says what to pass, if `api` is missing or is the hosted variant.
 */
export function resolveOptions(options: unknown): ResolvedOptions {
  const api = resolveApi(options)
  const given = options as Loose
  const header = objectOr(given.header)
  const history = objectOr(given.history)
  const start = objectOr(given.startScreen)
  const actions = objectOr(given.threadItemActions)
  const composer = objectOr(given.composer)
  const disclaimer = objectOr(given.disclaimer)
  return {
    api,
    locale: text(given.locale),
    theme: resolveTheme(given.theme),
    frameTitle: text(given.frameTitle),
    initialThread: text(given.initialThread),
    onClientTool:
      typeof given.onClientTool === 'function' ? (given.onClientTool as ChatKitOptions['onClientTool']) : undefined,
    header: {
      ...(header as HeaderOption),
      enabled: flag(header.enabled, true),
      titleEnabled: flag(objectOr(header.title).enabled, true),
    },
    history: {
      enabled: flag(history.enabled, true),
      showDelete: flag(history.showDelete, true),
      showRename: flag(history.showRename, true),
    },
    startScreen: {
      greeting: text(start.greeting),
      prompts: list(start.prompts) as ResolvedOptions['startScreen']['prompts'],
    },
    actions: {feedback: flag(actions.feedback, false), retry: flag(actions.retry, false)},
    composer: {
      placeholder: text(composer.placeholder),
      tools: list(composer.tools) as ResolvedOptions['composer']['tools'],
      models: list(composer.models) as ResolvedOptions['composer']['models'],
    },
    disclaimer:
      text(disclaimer.text) === null
        ? null
        : {text: String(disclaimer.text), highContrast: flag(disclaimer.highContrast, false)},
    entities: isObject(given.entities) ? given.entities : undefined,
    autoScroll: flag(objectOr(given.thread).autoScroll, false),
  }
}
