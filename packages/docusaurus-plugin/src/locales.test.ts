import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8')
const list = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).sort()
const placeholders = (message: string) => list(message, /\{\w+\}/g)
const withoutPlaceholders = (message: string) => message.replaceAll(/\{\w+\}/g, '')

/** Id and English text of every `translate({id, message})` under the theme folder, as Docusaurus' own extractor finds them. */
function findMessages(): Map<string, string> {
  const files = readdirSync(path.join(__dirname, 'theme'), {recursive: true, encoding: 'utf8'})
  const sources = files.filter((file) => /(?<!\.test)\.tsx?$/.test(file)).map((file) => read(path.join('theme', file)))
  const pairs = sources.join('\n').matchAll(/id: '(theme\.chatkit\.[\w.]+)',\s*message:\s+(?:'([^']*)'|"([^"]*)")/g)
  return new Map(Array.from(pairs, ([, id = '', single = '', double = '']) => [id, single || double]))
}

const messages = findMessages()
const locales = readdirSync(path.join(__dirname, 'locales'))

const PLURAL = 'theme.chatkit.error.rateLimited'
/** Languages whose nouns stay as they are after a number, although their grammar knows a singular. */
const SAME_AFTER_NUMBERS = new Set(['bn', 'fa', 'hi', 'hu', 'tk', 'tr', 'ur'])
const scriptOf = (locale: string) => new Intl.Locale(locale).maximize().script ?? ''
const ISOLATED = /\u2068\{question\}\u2069/

test('the theme has messages, each with a text', () => {
  expect(messages.get('theme.chatkit.send')).toBe('Send')
  expect(messages.get(PLURAL)).toContain('|')
})

test('there is one translation for each locale of the themes of Docusaurus', () => {
  const folder = path.join(path.dirname(require.resolve('@docusaurus/theme-translations/package.json')), 'locales')
  expect(locales.toSorted()).toEqual(
    readdirSync(folder)
      .filter((locale) => locale !== 'base')
      .toSorted(),
  )
})

describe.each(locales)('%s', (locale) => {
  const translated = JSON.parse(read(`locales/${locale}/chatkit.json`)) as {[id: string]: string}

  test('translates every message of the theme and no other, in order', () => {
    expect(Object.keys(translated)).toEqual([...messages.keys()].toSorted())
  })

  test('keeps the placeholders', () => {
    for (const [id, message] of messages) {
      if (id !== PLURAL) expect([id, placeholders(translated[id] ?? '')]).toEqual([id, placeholders(message)])
    }
  })

  test('has a form for each number', () => {
    const {pluralCategories} = new Intl.PluralRules(locale).resolvedOptions()
    const forms = translated[PLURAL]?.split('|') ?? []
    const isFixed = pluralCategories.length === 1 || SAME_AFTER_NUMBERS.has(locale)
    if (isFixed) expect(forms).toHaveLength(1)
    else expect(forms.length).toBeGreaterThan(1)
    expect(forms.length).toBeLessThanOrEqual(pluralCategories.length)
    // One and two may be words, or the form of the noun; all others are said by the last form.
    expect(forms.at(-1)).toContain('{seconds}')
    for (const form of forms) expect(['{seconds}', undefined]).toContain(placeholders(form)[0])
  })

  test('has no English left over', () => {
    for (const [id, message] of Object.entries(translated)) {
      const words = withoutPlaceholders(message)
      // A single word may be the same ("Send" is Danish as well).
      if (/\s/.test(words.trim())) expect([id, message]).not.toEqual([id, messages.get(id)])
      if (scriptOf(locale) !== 'Latn') expect([id, words]).not.toEqual([id, expect.stringMatching(/[A-Za-z]/)])
      else expect([id, words]).not.toEqual([id, expect.stringMatching(/\b(the|your|could|answer|please)\b/i)])
    }
  })

  test('is clean: no stray space, straight quote or mark of direction', () => {
    for (const [id, message] of Object.entries(translated)) {
      expect([id, message]).toEqual([id, message.trim()])
      expect([id, message.replace(ISOLATED, '')]).not.toEqual([
        id,
        expect.stringMatching(/\s\s|['"`]|\.\.\.|\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u),
      ])
      // French sets these apart, by a space that does not break.
      expect([id, message]).not.toEqual([id, expect.stringMatching(/ [?!:;]/)])
      expect([id, message.endsWith('…')]).toEqual([id, messages.get(id)?.endsWith('…')])
    }
    // A question in another script must not carry the text around it along; from left to right nothing needs it.
    expect(ISOLATED.test(translated['theme.chatkit.next'] ?? '')).toBe(['Arab', 'Hebr'].includes(scriptOf(locale)))
  })
})
