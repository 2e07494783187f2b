import {createTranslate, directionOf, findDictionary} from './index.ts'

test('a number of one takes the singular', () => {
  const t = createTranslate()
  expect(t('answerReadySources', {count: 1})).toBe('Answer ready, 1 source.')
  expect(t('answerReadySources', {count: 3})).toBe('Answer ready, 3 sources.')
})

test('what a dictionary lacks is said in English', () => {
  const t = createTranslate({send: 'Senden'})
  expect(t('send')).toBe('Senden')
  expect(t('stop')).toBe('Stop')
})

test.each([
  ['ar', 'rtl'],
  ['fa-IR', 'rtl'],
  ['ur', 'rtl'],
  ['en', 'ltr'],
  ['de-DE', 'ltr'],
] as const)('%s is written %s', (locale, direction) => {
  expect(directionOf(locale)).toBe(direction)
})

test('a locale finds its own dictionary, then that of its language, then none', () => {
  const load = () => Promise.resolve({})
  const loadBrazil = () => Promise.resolve({})
  const known = new Map([
    ['pt', load],
    ['pt-BR', loadBrazil],
  ])
  expect(findDictionary('pt-BR', known)).toBe(loadBrazil)
  expect(findDictionary('pt-AO', known)).toBe(load)
  expect(findDictionary('eo', known)).toBeNull()
})
