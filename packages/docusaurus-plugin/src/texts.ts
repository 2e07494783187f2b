import type {TranslationFile} from '@docusaurus/types'
import type {ConfiguredTexts, PluginOptions} from './options.ts'

const FILE = 'texts'

/** The texts the owner wrote in the options; those left out stay out, so that the theme's translations apply. */
export function collectTexts(options: PluginOptions): ConfiguredTexts {
  const {assistantName, greeting, placeholder, privacyNote, consent, starters} = options
  return {
    ...(assistantName !== undefined && {assistantName}),
    ...(greeting !== undefined && {greeting}),
    ...(placeholder !== undefined && {placeholder}),
    ...(privacyNote !== undefined && {privacyNote}),
    ...(consent && {consent}),
    starters,
  }
}

/** Configured texts as Docusaurus' `i18n/<locale>/docusaurus-plugin-chatkit/texts.json`. */
export function describeTexts(texts: ConfiguredTexts): TranslationFile[] {
  const content: TranslationFile['content'] = {}
  mapTexts(texts, (message, key) => {
    content[key] = {message, description: `The assistant's option "${key}"`}
    return message
  })
  return Object.keys(content).length > 0 ? [{path: FILE, content}] : []
}

/** The same texts with every translation that the locale has. */
export function translateTexts(texts: ConfiguredTexts, files: TranslationFile[]): ConfiguredTexts {
  const translated = files.find((file) => file.path === FILE)?.content ?? {}
  return mapTexts(texts, (text, key) => translated[key]?.message ?? text)
}

/** The same structure with each text in it changed. The key of a text is its path: `starters.0.label`. */
function mapTexts<T>(texts: T, change: (text: string, key: string) => string): T {
  const walk = (value: unknown, path: readonly string[]): unknown => {
    if (typeof value === 'string') return change(value, path.join('.'))
    if (Array.isArray(value)) return value.map((entry, position) => walk(entry, [...path, String(position)]))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, walk(entry, [...path, name])]))
  }
  return walk(texts, []) as T
}
