import {readdirSync} from 'node:fs'
import path from 'node:path'
import {dictionaries} from './catalog.ts'
import {directionOf} from './direction.ts'
import {answerTexts} from './en-answer.ts'
import {extraTexts} from './en-extras.ts'
import {historyTexts} from './en-history.ts'
import {en} from './en.ts'
import {ICON_WORDS} from './icon-words.ts'
import {createTranslate} from './translate.ts'

type Texts = Readonly<Record<string, string>>

const icons = Object.fromEntries(ICON_WORDS.map((word) => [`header${word}`, word]))
const all: Texts = {...en, ...answerTexts, ...extraTexts, ...historyTexts, ...icons}
const keys = Object.keys(all).filter((key) => !key.endsWith('_one'))
const counted = Object.keys(all).flatMap((key) => (key.endsWith('_one') ? [key.slice(0, -'_one'.length)] : []))

/** Languages whose nouns stay as they are after a number, although their grammar knows a singular. */
const SAME_AFTER_NUMBERS = new Set(['bn', 'fa', 'hi', 'hu', 'tk', 'tr', 'ur'])
const scriptOf = (locale: string) => new Intl.Locale(locale).maximize().script ?? ''
const COUNTS = Array.from({length: 130}, (_, count) => count)

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
const withoutPlaceholders = (text: string) => text.replaceAll(/\{\w+\}/g, '')
const baseOf = (key: string) => key.replace(/_(zero|one|two|few|many)$/, '')

test('every file of texts is in the catalog', () => {
  const files = readdirSync(path.join(__dirname, 'locales')).map((file) => file.replace(/\.ts$/, ''))
  expect(Object.keys(dictionaries).sort()).toEqual(files.sort())
})

test('the languages are those of the themes of Docusaurus', () => {
  const folder = path.join(path.dirname(require.resolve('@docusaurus/theme-translations/package.json')), 'locales')
  expect(Object.keys(dictionaries).sort()).toEqual(
    readdirSync(folder)
      .filter((locale) => locale !== 'base')
      .sort(),
  )
})

describe.each(Object.keys(dictionaries))('%s', (locale) => {
  let texts: Texts = {}
  beforeAll(async () => {
    texts = (await dictionaries[locale]?.())?.texts ?? {}
  })
  const list = () => Object.entries(texts)

  test('has every text, and no other', () => {
    const found = new Set(Object.keys(texts).map(baseOf))
    expect([...found].sort()).toEqual([...keys].sort())
  })

  test('keeps the placeholders', () => {
    for (const key of keys) expect([key, placeholders(texts[key] ?? '')]).toEqual([key, placeholders(all[key] ?? '')])
  })

  test('says every number, in the form that it takes', () => {
    const rules = new Intl.PluralRules(locale)
    const forms = [...new Set(COUNTS.map((count) => rules.select(count)))]
    const needed = forms.filter((form) => form === 'one' || form === 'two' || form === 'few')
    const t = createTranslate(texts, locale)
    for (const key of counted) {
      if (!SAME_AFTER_NUMBERS.has(locale))
        expect(Object.keys(texts)).toEqual(expect.arrayContaining(needed.map((form) => `${key}_${form}`)))
      // One and two may be words, or the form of the noun.
      const unsaid = COUNTS.filter((count) => !t(key as 'thought', {count}).includes(count.toLocaleString(locale)))
      expect(unsaid.filter((count) => count !== 1 && count !== 2)).toEqual([])
    }
  })

  test('has no English left over', () => {
    const same = list().filter(([key, text]) => text === all[key])
    // Some words are the same in other languages ("Code", "Menu"); two together are not.
    expect(same.filter(([, text]) => /\p{L}\s+\p{L}/u.test(withoutPlaceholders(text)))).toEqual([])
    expect(same.length).toBeLessThan(16)
    for (const [, text] of list()) {
      const words = withoutPlaceholders(text)
      if (scriptOf(locale) !== 'Latn') expect(words.replaceAll('AI', '')).not.toMatch(/[A-Za-z]/)
      else expect(words).not.toMatch(/\b(the|your|could|answer|please)\b/i)
    }
  })

  test('is clean: no stray space, straight quote or mark of direction', () => {
    for (const [key, text] of list()) {
      expect(text).toBe(text.trim())
      expect(text).not.toMatch(/\s\s|['"`]|\.\.\.|\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      // The joiners belong to words of these languages only.
      if (!['bn', 'fa', 'hi', 'ur'].includes(locale)) expect(text).not.toMatch(/[\u200c\u200d]/)
      const english = all[baseOf(key)] ?? ''
      expect([key, text.endsWith('…')]).toEqual([key, english.endsWith('…')])
      expect([key, /[?？؟]$/.test(text)]).toEqual([key, english.endsWith('?')])
    }
    if (locale === 'fr') expect(list().filter(([, text]) => / [?!:;]/.test(text))).toEqual([])
  })

  test('is written in its direction', () => {
    const isRightToLeft = /^\P{L}*[\u0590-\u08ff]/u.test(texts['greeting'] ?? '')
    expect(directionOf(locale)).toBe(isRightToLeft ? 'rtl' : 'ltr')
  })
})
