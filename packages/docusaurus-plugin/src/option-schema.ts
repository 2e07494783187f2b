import {Joi} from '@docusaurus/utils-validation'
import {
  type AgentsOptions,
  type ConsentOption,
  DEFAULT_OPTIONS,
  type ElementOption,
  type IndexOptions,
  type PluginOptions,
  type Starter,
} from './options.ts'

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
export type ValidatedOptions = Omit<PluginOptions, 'backendUrl' | 'starters' | 'consent'> & {
  backendUrl: string | PluginOptions['backendUrl']
  starters: (string | Starter)[]
  consent: ConsentOption | boolean
}

export const schema = strictObject<ValidatedOptions>('docusaurus-plugin-chatkit', {
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
