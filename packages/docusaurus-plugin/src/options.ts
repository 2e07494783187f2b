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
