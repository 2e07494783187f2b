import type {TranslationFile} from '@docusaurus/types'
import type {ConfiguredTexts, PluginOptions} from './options.ts'

const FILE = 'texts'

/** The texts the owner wrote in the options; those left out stay out, so that the theme's translations apply. */
export function collectTexts(options: PluginOptions): ConfiguredTexts {
  const {assistantName, greeting, placeholder, privacyNote, starters} = options
  return {
    ...(assistantName !== undefined && {assistantName}),
    ...(greeting !== undefined && {greeting}),
    ...(placeholder !== undefined && {placeholder}),
    ...(privacyNote !== undefined && {privacyNote}),
    starters,
  }
}

/** Configured texts as Docusaurus' `i18n/<locale>/docusaurus-plugin-chatkit/texts.json`. */
export function describeTexts(texts: ConfiguredTexts): TranslationFile[] {
  const content: TranslationFile['content'] = {}
  for (const key of ['assistantName', 'greeting', 'placeholder', 'privacyNote'] as const) {
    const message = texts[key]
    if (typeof message === 'string') content[key] = {message, description: `The assistant's option "${key}"`}
  }
  texts.starters.forEach(({label, prompt}, position) => {
    const name = `starters.${position}`
    content[`${name}.label`] = {message: label, description: `What suggested question ${position + 1} says`}
    content[`${name}.prompt`] = {message: prompt, description: `What suggested question ${position + 1} asks`}
  })
  return Object.keys(content).length > 0 ? [{path: FILE, content}] : []
}

/** The same texts with every translation that the locale has. */
export function translateTexts(texts: ConfiguredTexts, files: TranslationFile[]): ConfiguredTexts {
  const translated = files.find((file) => file.path === FILE)?.content ?? {}
  const find = (key: string, fallback: string) => translated[key]?.message ?? fallback
  return {
    ...texts,
    ...(texts.assistantName !== undefined && {assistantName: find('assistantName', texts.assistantName)}),
    ...(texts.greeting !== undefined && {greeting: find('greeting', texts.greeting)}),
    ...(texts.placeholder !== undefined && {placeholder: find('placeholder', texts.placeholder)}),
    ...(typeof texts.privacyNote === 'string' && {privacyNote: find('privacyNote', texts.privacyNote)}),
    starters: texts.starters.map(({label, prompt}, position) => ({
      label: find(`starters.${position}.label`, label),
      prompt: find(`starters.${position}.prompt`, prompt),
    })),
  }
}
