import {Joi} from '@docusaurus/utils-validation'
import type {OptionValidationContext} from '@docusaurus/types'

/** The element that draws the conversation: ours from the site's own build, or OpenAI's hosted script. */
export type ElementOption = 'bundled' | {src: string; domainKey: string}

/** A suggested first question: what its button says, and what is asked when it is pressed. */
export interface Starter {
  label: string
  prompt: string
}

/** What the reader is told, and asked, before anything is sent. Absent texts mean: the theme's own translated text. */
export interface ConsentOption {
  text?: string
  /** What the button says that agrees. */
  accept?: string
  /** What the button says that does not, for now. */
  decline?: string
  /** Where to read more: an http(s) URL, or a path below the site's `baseUrl`. Opens in a new tab. */
  policy?: {label?: string; href: string}
}

export interface IndexOptions {
  /** Write the index after a build. Default true. */
  enabled: boolean
  /** Globs over page paths below `baseUrl`, each with a leading slash: `/blog/**`. Default none. */
  exclude: string[]
  /** File name inside the build folder. Default `chatkit-index.json`. */
  filename: string
}

export interface AgentsOptions {
  /** Write `llms.txt`, which lists the pages, and `llms-full.txt`, which holds them all if they are not too much. Default true. */
  llmsTxt: boolean
  /** Write each page as Markdown beside it: `/docs/intro.md`. Default true. */
  markdown: boolean
}

/** Options after validation, with every default filled in. Absent texts mean: the theme's own translated text. */
export interface PluginOptions {
  id: string
  /** Where the backend answers, for each way of running the site. */
  backendUrl: {development: string; production: string | undefined}
  element: ElementOption
  /** `auto` puts the button on every page; `manual` leaves it to `@theme/ChatKit` in the site's own components. */
  mount: 'auto' | 'manual'
  assistantName: string | undefined
  greeting: string | undefined
  placeholder: string | undefined
  starters: Starter[]
  /** Keys that open and close the panel, or false. */
  shortcut: string | false
  /** Which bottom corner the button sits in. `end` is the right one where text runs left to right. */
  position: 'end' | 'start'
  /** The line under the composer that says what happens to a question, or false for none. */
  privacyNote: string | false | undefined
  /** Ask the reader before anything goes to the backend or, with an `element` from elsewhere, to its host. */
  consent: ConsentOption | false
  /** Offer to ask about a text that the reader selects in an article. */
  selection: boolean
  /** A button at each code block that asks about it. */
  codeBlocks: boolean
  /** Offer on the site's search page to ask what was searched for. */
  searchPage: boolean
  /** What the question in a link's `?ask=…` does: it is asked, or only put into the composer, or nothing. */
  askLinks: 'send' | 'fill' | false
  /** Where the panel stands at first: over a corner of the page, or beside the page where there is room. */
  panel: 'floating' | 'docked'
  /** Path from the site's folder to a module with the owner's own functions (`ClientConfig`). */
  clientConfig: string | undefined
  index: IndexOptions
  /** What is written for readers that are programs. */
  agents: AgentsOptions
}

/** Options as a site owner writes them in `docusaurus.config.ts`. */
export type Options = Partial<Omit<PluginOptions, 'backendUrl' | 'starters' | 'consent' | 'index' | 'agents'>> & {
  /** One address for both, or one for each. An http(s) URL or a path on the site's own origin (`/assistant`). */
  backendUrl?: string | {development?: string; production?: string}
  starters?: (string | Starter)[]
  /** True asks with the theme's own texts. */
  consent?: ConsentOption | boolean
  index?: Partial<IndexOptions>
  agents?: Partial<AgentsOptions>
}

/** What the browser gets (`usePluginData('docusaurus-plugin-chatkit')`). JSON only, and part of every page's main script. */
export interface ChatKitGlobalData {
  /** Backend address without a trailing slash: an absolute URL, or a site path (`''` is the site's own origin). */
  backendUrl: string
  element: ElementOption
  position: 'end' | 'start'
  /** The shortcut as `aria-keyshortcuts` wants it, so that no page has to work it out. Absent when there is none. */
  shortcutName?: string
  /** The base URL that all locales of the site share. */
  siteRoot: string
  /** Absent when on. */
  selection?: false
  /** Absent when questions are asked. */
  askLinks?: 'fill' | false
  /** Absent when it floats. */
  panel?: 'docked'
  texts: ConfiguredTexts
}

/** Texts the owner configured, in the page's locale. A missing one falls back to the theme's translation. */
export interface ConfiguredTexts {
  assistantName?: string
  greeting?: string
  placeholder?: string
  privacyNote?: string | false
  /** Absent when nobody is asked. */
  consent?: ConsentOption
  starters: Starter[]
}

export const DEFAULT_OPTIONS = {
  backendUrl: {development: 'http://localhost:8000', production: undefined},
  element: 'bundled',
  mount: 'auto',
  assistantName: undefined,
  greeting: undefined,
  placeholder: undefined,
  starters: [],
  shortcut: 'mod+i',
  position: 'end',
  privacyNote: undefined,
  consent: false,
  selection: true,
  codeBlocks: true,
  searchPage: true,
  askLinks: 'send',
  panel: 'floating',
  clientConfig: undefined,
  index: {enabled: true, exclude: [], filename: 'chatkit-index.json'},
  agents: {llmsTxt: true, markdown: true},
} satisfies Omit<PluginOptions, 'id'>

/** An object whose unknown keys get an error that lists the known ones. */
function strictObject<T>(name: string, keys: {[K in keyof T]-?: Joi.Schema}): Joi.ObjectSchema<T> {
  const valid = Object.keys(keys).join(', ')
  return Joi.object<T>(keys).messages({
    'object.unknown': `{#label} is not an option of ${name}. Valid ones are: ${valid}.`,
    'object.base': `{#label} must be an object with: ${valid}.`,
  })
}

/** One schema for values of a kind, another for all the rest. Unlike `try`, the error is the chosen schema's own. */
function choose(kind: Joi.Schema, chosen: Joi.Schema, rest: Joi.Schema): Joi.AlternativesSchema {
  // oxlint-disable-next-line unicorn/no-thenable -- the name is Joi's, and nobody awaits the object.
  return Joi.alternatives().conditional(kind, {then: chosen, otherwise: rest})
}

/** Accepts `https://host/path` and `/path` and gives it back without trailing slashes, so that paths can be appended. */
function normalizeAddress(value: string, helpers: Joi.CustomHelpers): string | Joi.ErrorReport {
  const isSitePath = /^\/(?!\/)/.test(value)
  const base = isSitePath ? 'http://site.invalid' : undefined
  if (!URL.canParse(value, base)) return helpers.error('address.invalid')
  const url = new URL(value, base)
  const isPlain = !url.search && !url.hash && !url.username && !url.password
  if (!isPlain || !/^https?:$/.test(url.protocol)) return helpers.error('address.invalid')
  return value.replace(/\/+$/, '')
}

const address = Joi.string().custom(normalizeAddress).messages({
  'address.invalid':
    "{#label} ({#value}) must be an http(s) URL such as 'https://assistant.example.org' or a path on the site's own origin such as '/assistant', without query, hash or credentials.",
})

const text = Joi.string()
  .pattern(/\S/)
  .messages({'string.pattern.base': '{#label} must not be blank.', 'string.empty': '{#label} must not be empty.'})

const backendUrl = choose(
  Joi.string(),
  address,
  strictObject<PluginOptions['backendUrl']>('backendUrl', {
    development: address.default(DEFAULT_OPTIONS.backendUrl.development),
    production: address,
  }),
).default(DEFAULT_OPTIONS.backendUrl)

// A path relative to the page would change with the page.
const link = Joi.string()
  .pattern(/^(https?:\/\/[^/\s]|\/(?!\/))\S*$/)
  .messages({'string.pattern.base': '{#label} ({#value}) must be an http(s) URL or a path that begins with a slash.'})

const element = choose(
  Joi.object(),
  strictObject<Exclude<ElementOption, string>>('element', {
    src: link.required(),
    domainKey: text.required(),
  }),
  Joi.valid('bundled').messages({'any.only': "{#label} must be 'bundled' or an object with src, domainKey."}),
).default(DEFAULT_OPTIONS.element)

const SHORTCUT = /^((mod|ctrl|meta|alt)\+)+(shift\+)?[a-z0-9/.,;'[\]\\`=-]$/

const shortcut = Joi.any()
  .custom((value: unknown, helpers) =>
    value === false || (typeof value === 'string' && SHORTCUT.test(value)) ? value : helpers.error('shortcut.invalid'),
  )
  .messages({
    'shortcut.invalid':
      "{#label} ({#value}) must be false or a key with at least one of mod, ctrl, meta, alt before it, such as 'mod+i' (mod is Cmd on a Mac, Ctrl elsewhere).",
  })
  .default(DEFAULT_OPTIONS.shortcut)

const starter = choose(
  Joi.string().allow(''),
  text,
  strictObject<Starter>('a starter', {label: text.required(), prompt: text.required()}),
)

const consent = choose(
  Joi.object(),
  strictObject<ConsentOption>('consent', {
    text,
    accept: text,
    decline: text,
    policy: strictObject<NonNullable<ConsentOption['policy']>>('consent.policy', {label: text, href: link.required()}),
  }),
  Joi.boolean().messages({
    'boolean.base': '{#label} must be true, false or an object with text, accept, decline, policy.',
  }),
).default(DEFAULT_OPTIONS.consent)

const index = strictObject<IndexOptions>('index', {
  enabled: Joi.boolean().default(DEFAULT_OPTIONS.index.enabled),
  exclude: Joi.array()
    .items(
      Joi.string()
        .pattern(/^\//)
        .messages({'string.pattern.base': "{#label} ({#value}) must begin with a slash, such as '/blog/**'."}),
    )
    .default(DEFAULT_OPTIONS.index.exclude),
  filename: Joi.string()
    .pattern(/^[\w.-]+\.json$/)
    .messages({'string.pattern.base': '{#label} ({#value}) must be a plain file name that ends in .json.'})
    .default(DEFAULT_OPTIONS.index.filename),
}).default(DEFAULT_OPTIONS.index)

const agents = strictObject<AgentsOptions>('agents', {
  llmsTxt: Joi.boolean().default(DEFAULT_OPTIONS.agents.llmsTxt),
  markdown: Joi.boolean().default(DEFAULT_OPTIONS.agents.markdown),
}).default(DEFAULT_OPTIONS.agents)

/** What the schema leaves: checked and defaulted, but the short forms not yet written out. */
type ValidatedOptions = Omit<PluginOptions, 'backendUrl' | 'starters' | 'consent'> & {
  backendUrl: string | PluginOptions['backendUrl']
  starters: (string | Starter)[]
  consent: ConsentOption | boolean
}

const schema = strictObject<ValidatedOptions>('docusaurus-plugin-chatkit', {
  id: Joi.any(), // Docusaurus replaces this with its own rule; it stands here to be named among the valid options.
  backendUrl,
  element,
  mount: Joi.valid('auto', 'manual').default(DEFAULT_OPTIONS.mount),
  assistantName: text,
  greeting: text,
  placeholder: text,
  starters: Joi.array().items(starter).default(DEFAULT_OPTIONS.starters),
  shortcut,
  position: Joi.valid('end', 'start').default(DEFAULT_OPTIONS.position),
  privacyNote: Joi.alternatives()
    .try(Joi.valid(false), text)
    .messages({'alternatives.types': '{#label} must be a text or false.'}),
  consent,
  selection: Joi.boolean().default(DEFAULT_OPTIONS.selection),
  codeBlocks: Joi.boolean().default(DEFAULT_OPTIONS.codeBlocks),
  searchPage: Joi.boolean().default(DEFAULT_OPTIONS.searchPage),
  askLinks: Joi.valid('send', 'fill', false).default(DEFAULT_OPTIONS.askLinks),
  panel: Joi.valid('floating', 'docked').default(DEFAULT_OPTIONS.panel),
  clientConfig: text,
  index,
  agents,
})

/**
 * Docusaurus' option hook: fills defaults and writes short forms out.
 * @throws an Error that lists every problem at once, with the valid values.
 */
export function validateOptions({
  validate,
  options,
}: OptionValidationContext<Options | undefined, ValidatedOptions>): PluginOptions {
  const {
    backendUrl,
    starters,
    consent: asked,
    ...rest
  } = withReadableErrors(() => validate(schema.prefs({abortEarly: false}), options))
  return {
    ...rest,
    backendUrl:
      typeof backendUrl === 'string'
        ? {development: backendUrl, production: backendUrl}
        : {development: backendUrl.development, production: backendUrl.production},
    starters: starters.map((starter) => (typeof starter === 'string' ? {label: starter, prompt: starter} : starter)),
    consent: asked === true ? {} : asked,
  }
}

function withReadableErrors<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!Joi.isError(error)) throw error
    const problems = error.details.map(({message}) => `  - ${message}`).join('\n')
    throw new Error(`The options of docusaurus-plugin-chatkit need a change:\n${problems}`, {cause: error})
  }
}

/**
 * The address for this run of Docusaurus. Only a production build insists on one: a build that fell back to localhost
 * would look fine to its author and be broken for every reader.
 */
export function selectBackendUrl({backendUrl}: PluginOptions, mode: string | undefined): string {
  if (mode !== 'production') return backendUrl.development
  if (backendUrl.production !== undefined) return backendUrl.production
  throw new Error(
    "docusaurus-plugin-chatkit does not know where the backend answers for readers of the built site. Set backendUrl in docusaurus.config, for example backendUrl: {production: 'https://assistant.example.org'}, backendUrl: '/' for the site's own origin, or backendUrl: 'http://localhost:8000' to try a build on this machine.",
  )
}
