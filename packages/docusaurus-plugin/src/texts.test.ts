import {DEFAULT_OPTIONS} from './options.ts'
import {collectTexts, describeTexts, translateTexts} from './texts.ts'

const options = {
  ...DEFAULT_OPTIONS,
  id: 'default',
  element: 'bundled' as const,
  mount: 'auto' as const,
  position: 'end' as const,
  greeting: 'Hello',
  privacyNote: false as const,
  starters: [{label: 'Topics', prompt: 'How do topics work?'}],
}
const consent = {text: 'May we?', policy: {label: 'Read more', href: '/privacy'}}

test('texts that were not configured are left to the theme', () => {
  expect(collectTexts(options)).toEqual({greeting: 'Hello', privacyNote: false, starters: options.starters})
})

test('configured texts are offered for translation', () => {
  expect(describeTexts(collectTexts(options))).toEqual([
    {
      path: 'texts',
      content: {
        greeting: {message: 'Hello', description: expect.any(String)},
        'starters.0.label': {message: 'Topics', description: expect.any(String)},
        'starters.0.prompt': {message: 'How do topics work?', description: expect.any(String)},
      },
    },
  ])
})

test('nothing configured makes no file', () => {
  expect(describeTexts({starters: []})).toEqual([])
})

test('a translation takes the place of its text, and of nothing else', () => {
  const files = [{path: 'texts', content: {greeting: {message: 'سلام'}, 'starters.0.label': {message: 'موضوعات'}}}]
  expect(translateTexts(collectTexts(options), files)).toEqual({
    greeting: 'سلام',
    privacyNote: false,
    starters: [{label: 'موضوعات', prompt: 'How do topics work?'}],
  })
})

test('what the reader is asked before anything is sent is translated as well, the address with it', () => {
  const texts = collectTexts({...options, consent})
  expect(Object.keys(describeTexts(texts)[0]?.content ?? {})).toEqual([
    'greeting',
    'consent.text',
    'consent.policy.label',
    'consent.policy.href',
    'starters.0.label',
    'starters.0.prompt',
  ])
  const content = {'consent.text': {message: 'Dürfen wir?'}, 'consent.policy.href': {message: '/datenschutz'}}
  expect(translateTexts(texts, [{path: 'texts', content}]).consent).toEqual({
    text: 'Dürfen wir?',
    policy: {label: 'Read more', href: '/datenschutz'},
  })
})
