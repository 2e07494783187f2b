import type {Starter} from './options.ts'
import {listOf} from './plugin-content.ts'

/** A suggested question as it stands in a page's front matter. Undefined is none. */
export function readStarter(value: unknown): Starter | undefined {
  if (typeof value === 'string') return value.trim() ? {label: value, prompt: value} : undefined
  const {label, prompt} = (value ?? {}) as {label?: unknown; prompt?: unknown}
  return typeof label === 'string' && typeof prompt === 'string' && label.trim() && prompt.trim()
    ? {label, prompt}
    : undefined
}

/** Content of all plugins, by name and id, as Docusaurus gives it to `allContentLoaded`. */
type AllContent = {[name: string]: {[id: string]: unknown} | undefined}

/** Where the pages of a site have `chat_starters` that no reader will see, each with its file and what to write. */
export function findStarterProblems(allContent: AllContent): string[] {
  return listPages(allContent).flatMap(({source, frontMatter}) => {
    const starters = (frontMatter as {chat_starters?: unknown} | null | undefined)?.chat_starters
    const file = String(source).replace(/^@site\//, '')
    return starters === undefined ? [] : checkStarters(starters).map((problem) => `${file}: ${problem}`)
  })
}

function checkStarters(starters: unknown): string[] {
  if (!Array.isArray(starters)) return [`chat_starters is ${JSON.stringify(starters)}. Write a list of questions.`]
  return starters.flatMap((entry: unknown, index) => {
    if (readStarter(entry)) return []
    const hint = isTextWithColon(entry) ? ' A text with a colon in it needs quotes.' : ''
    return [`entry ${index + 1} of chat_starters is ${JSON.stringify(entry)}. Write a text, or {label, prompt}.${hint}`]
  })
}

/** What YAML makes of a question with a colon. */
function isTextWithColon(entry: unknown): boolean {
  const [key, ...others] = typeof entry === 'object' && entry !== null ? Object.keys(entry) : []
  return key !== undefined && others.length === 0 && key !== 'label' && key !== 'prompt'
}

function listPages(allContent: AllContent): {[key: string]: unknown}[] {
  const contentOf = (name: string) => Object.values(allContent[`docusaurus-plugin-content-${name}`] ?? {})
  const docs = contentOf('docs').flatMap((content) => listOf(content, 'loadedVersions'))
  const posts = contentOf('blog').flatMap((content) => listOf(content, 'blogPosts'))
  return [
    ...docs.flatMap((version) => listOf(version, 'docs')),
    ...posts.flatMap((post) => (post['metadata'] ? [post['metadata'] as {[key: string]: unknown}] : [])),
    ...contentOf('pages').flatMap((pages) => listOf({pages}, 'pages')),
  ]
}
