import {signal} from '@preact/signals-core'
import {waitFor} from '@testing-library/dom'
import {gate} from '../__fixtures__/mount.ts'
import * as catalog from './catalog.ts'
import {followLocale} from './follow-locale.ts'
import {createTranslate} from './translate.ts'

// A copy, as the exports of a module cannot be replaced.
jest.mock('./catalog.ts', () => ({__esModule: true, ...jest.requireActual<typeof catalog>('./catalog.ts')}))

afterEach(() => jest.restoreAllMocks())

const intercept = () => jest.spyOn(catalog, 'loadTranslate')

test('English until the language is here, then that language', async () => {
  const {t, settled} = followLocale(signal('de-AT'))
  expect(t.value('send')).toBe('Send')
  await settled()
  expect(t.value('send')).toBe('Senden')
  expect(t.value.language).toBe('de')
})

test('for English nothing is fetched', async () => {
  const load = intercept()
  const {t, settled} = followLocale(signal('en-GB'))
  await settled()
  expect(load).not.toHaveBeenCalled()
  expect(t.value.language).toBeNull()
})

test('a language without texts is answered with English', async () => {
  const {t, settled} = followLocale(signal('eo'))
  await settled()
  expect(t.value('send')).toBe('Send')
})

test('texts that cannot be fetched leave English, also after another language', async () => {
  const locale = signal('fr')
  const {t, settled} = followLocale(locale)
  await settled()
  expect(t.value('send')).toBe('Envoyer')
  intercept().mockRejectedValueOnce(new Error('Loading chunk 12 failed.'))
  locale.value = 'ja'
  expect(t.value('send')).toBe('Envoyer')
  await settled()
  expect(t.value('send')).toBe('Send')
})

test('of two languages wanted one after the other the later stays, whichever comes first', async () => {
  const slow = gate()
  intercept().mockImplementation(async (tag) => {
    if (tag === 'de') await slow.opened
    return createTranslate({send: tag}, tag)
  })
  const locale = signal('de')
  const {t, settled} = followLocale(locale)
  const first = settled()
  locale.value = 'fr'
  await waitFor(() => expect(t.value('send')).toBe('fr'))
  slow.open()
  await first
  expect(t.value('send')).toBe('fr')
})
