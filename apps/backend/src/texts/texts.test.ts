import {ENGLISH} from './en.ts'
import {nameLanguage, textsFor} from './texts-for.ts'
import {URDU} from './ur.ts'

test.each<[string, (string | undefined)[], string]>([
  ['the reader’s language', ['ur', 'en'], 'ur'],
  ['a country’s kind of it', ['ur-PK'], 'ur'],
  ['the site’s language, when there are no texts in the reader’s', ['tlh', 'ur'], 'ur'],
  ['English, when there are none in either', ['tlh', undefined], 'en'],
  ['English, when nothing is known', [], 'en'],
])('%s', (_name, locales, expected) => {
  expect(textsFor(...locales).locale).toBe(expected)
})

test('a language has a name in each language', () => {
  expect(nameLanguage('en', 'ur')).toBe('انگریزی')
  expect(nameLanguage('ur', 'en')).toBe('Urdu')
  expect(nameLanguage('no such code!', 'en')).toBe('no such code!')
})

test('the Urdu texts are Urdu, and say what they are given', () => {
  const say = (text: unknown): string =>
    typeof text === 'function' ? String((text as (...given: string[]) => unknown)('*X*', '#2')) : String(text)
  for (const [name, text] of Object.entries(URDU)) {
    if (name === 'locale') continue
    expect([name, say(text)]).toEqual([name, expect.stringMatching(/\p{Script=Arabic}{2}/u)])
    const english = say(ENGLISH[name as keyof typeof ENGLISH])
    for (const given of ['*X*', '#2'])
      expect([name, say(text).includes(given)]).toEqual([name, english.includes(given)])
  }
})
