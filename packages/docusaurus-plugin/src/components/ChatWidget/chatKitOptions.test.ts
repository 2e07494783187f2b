import {toChatKitLocale} from './chatKitOptions.ts'

test.each([
  ['en-GB', 'en'],
  ['en', 'en'],
  ['zh-Hans', 'zh-CN'],
  ['zh-Hant-TW', 'zh-TW'],
  ['ur', 'ur'],
  ['de-DE', 'de-DE'],
])('%s is %s to ChatKit', (language, locale) => {
  expect(toChatKitLocale(language)).toBe(locale)
})
