import {createPart} from '../../part.tsx'

const names = new Map<string, string>([
  ['nbsp', '\u00A0'],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['copy', '©'],
  ['hellip', '…'],
  ['mdash', '—'],
  ['ndash', '–'],
  ['rarr', '→'],
  ['times', '×'],
  ['deg', '°'],
])

const rare = createPart(async (): Promise<true> => {
  const {rareNames} = await import('./entity-names.ts')
  for (const [name, character] of rareNames) names.set(name, character)
  return true
})
let isRareWanted = false

/** Fetches the names besides the few that every page has. Until then they stay as written. */
export const loadRareNames = (): Promise<true | null> => rare.load()

/** True once a name was met that may be one of those that are not here yet. */
export const areNamesMissing = (): boolean => isRareWanted && !rare.get()

const namedCharacter = (name: string): string | undefined => {
  const value = names.get(name)
  if (value === undefined) isRareWanted = true
  return value
}

const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,31}));/iy
const REPLACEMENT = '\uFFFD'

const fromCode = (code: number): string =>
  code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? REPLACEMENT : String.fromCodePoint(code)

/** The character reference at an offset, e.g. `&amp;` or `&#x2014;`, if there is a known one. */
export const scanEntity = (text: string, from: number): {value: string; end: number} | undefined => {
  REFERENCE.lastIndex = from
  const match = REFERENCE.exec(text)
  if (!match) return undefined
  const [, hex, decimal, name = ''] = match
  const value = hex || decimal ? fromCode(Number.parseInt(hex ?? decimal ?? '', hex ? 16 : 10)) : namedCharacter(name)
  return value === undefined ? undefined : {value, end: REFERENCE.lastIndex}
}

export const isAsciiPunctuation = (code: number): boolean =>
  (code >= 33 && code <= 47) || (code >= 58 && code <= 64) || (code >= 91 && code <= 96) || (code >= 123 && code <= 126)

/** Takes backslash escapes and character references out of a destination, title or language. */
export const unescapeText = (text: string): string => {
  if (!text.includes('\\') && !text.includes('&')) return text
  let result = ''
  for (let i = 0; i < text.length; i++) {
    const entity = text[i] === '&' ? scanEntity(text, i) : undefined
    if (entity) {
      result += entity.value
      i = entity.end - 1
    } else {
      if (text[i] === '\\' && isAsciiPunctuation(text.charCodeAt(i + 1))) i++
      result += text.charAt(i)
    }
  }
  return result
}
