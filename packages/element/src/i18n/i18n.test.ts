import {addTexts, createTranslate, directionOf, isRightToLeft, startsRightToLeft} from './index.ts'
import {listFallbacks} from './fallback.ts'

test('a number takes the form that its language has for it', () => {
  const english = createTranslate()
  expect(english('answerReadySources', {count: 1})).toBe('Answer ready, 1 source.')
  expect(english('answerReadySources', {count: 3})).toBe('Answer ready, 3 sources.')
  const forms = {
    answerReadySources_one: '{count} a',
    answerReadySources_few: '{count} b',
    answerReadySources: '{count} c',
  }
  const russian = createTranslate(forms, 'ru')
  expect([1, 2, 5, 21].map((count) => russian('answerReadySources', {count}))).toEqual(['1 a', '2 b', '5 c', '21 a'])
})

test('numbers are written as the language writes them', () => {
  const persian = createTranslate({errorBusy: '{count} ثانیه'}, 'fa')
  expect(persian('errorBusy', {count: 12})).toBe('۱۲ ثانیه')
})

test('what a dictionary lacks is said in English, in English forms', () => {
  const french = createTranslate({send: 'Envoyer'}, 'fr')
  expect(french('send')).toBe('Envoyer')
  expect(french('stop')).toBe('Stop')
  expect(french('answerReadySources', {count: 0})).toBe('Answer ready, 0 sources.')
})

test('English texts that come later are there from then on', () => {
  addTexts({untitled: 'Untitled chat'})
  expect(createTranslate({}, 'de')('untitled')).toBe('Untitled chat')
})

test('a value without a name in the text is left out, and a name without a value stays', () => {
  expect(
    createTranslate({codeBlock: 'Code, {language}, {other}'}, 'de')('codeBlock', {language: '{other}', x: 1}),
  ).toBe('Code, {other}, {other}')
})

test.each([
  ['ar', 'rtl'],
  ['fa-IR', 'rtl'],
  ['he', 'rtl'],
  ['ur', 'rtl'],
  ['en', 'ltr'],
  ['de-DE', 'ltr'],
] as const)('%s is written %s', (locale, direction) => {
  expect(directionOf(locale)).toBe(direction)
})

test.each([
  ['pt-BR', ['pt-BR', 'pt-Latn', 'pt', 'pt-PT']],
  ['pt', ['pt-BR', 'pt-Latn', 'pt', 'pt-PT']],
  ['pt-AO', ['pt-AO', 'pt-Latn', 'pt', 'pt-PT']],
  ['zh-TW', ['zh-TW', 'zh-Hant', 'zh']],
  ['zh-Hans', ['zh-CN', 'zh-Hans', 'zh']],
  ['no', ['no-NO', 'no-Latn', 'no', 'nb']],
  ['DE-at', ['de-AT', 'de-Latn', 'de']],
  ['not a locale', []],
])('for %s the texts of %j will do', (locale, tags) => {
  expect(listFallbacks(locale)).toEqual(tags)
})

test('a text in a right-to-left language may begin with a Latin name', () => {
  expect(isRightToLeft('ROS 2 میں ٹاپک کیا ہے؟', 'ur')).toBe(true)
  expect(isRightToLeft('What is ROS 2?', 'ur')).toBe(false)
  expect(isRightToLeft('ROS 2 میں ٹاپک کیا ہے؟', 'de')).toBe(false)
  expect(isRightToLeft('ROS 2 میں ٹاپک کیا ہے؟', null)).toBe(false)
})

test.each([
  ['«سلام»', true],
  ['1. שלום', true],
  ['ROS 2 میں', false],
  ['12 …', false],
])('%s starts from right to left: %s', (text, isRight) => {
  expect(startsRightToLeft(text)).toBe(isRight)
})
