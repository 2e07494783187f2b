import type {Link} from './ast.ts'

const POINTY = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/iy
const POINTY_MAIL =
  /<([a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)>/iy
const SCHEME = /(?:^|[^a-z0-9])(https?)$/i
const MAIL_CHARACTER = /[a-z0-9._+-]/i
const MAX_MAIL_NAME = 64
const MAIL_HOST = /@[a-z0-9-]+(?:\.[a-z0-9-]*[a-z0-9])+(?![\w-])/iy
// Beyond what GitHub ends an address at: marks of other scripts, which follow an address without a space.
const ADDRESS = /[^\s<>"`\u3000-\u3002\uFF01-\uFF0F\uFF1A-\uFF1F\u060C\u061B\u061F\u06D4「」『』【】《》“”]{1,2000}/y

const toLink = (text: string, start: number, end: number, prefix: string): Link => {
  const value = text.slice(start, end)
  return {type: 'link', start, end, href: prefix + value, title: '', children: [{type: 'text', start, end, value}]}
}

/** `<https://…>` and `<name@host>`. */
export const scanPointyLink = (text: string, from: number): Link | undefined => {
  for (const [pattern, prefix] of [
    [POINTY, ''],
    [POINTY_MAIL, 'mailto:'],
  ] as const) {
    pattern.lastIndex = from
    const value = pattern.exec(text)?.[1]
    if (value === undefined) continue
    const end = pattern.lastIndex
    const children = [{type: 'text' as const, start: from + 1, end: end - 1, value}]
    return {type: 'link', start: from, end, href: prefix + value, title: '', children}
  }
  return undefined
}

/** Cuts what belongs to the sentence and not to the address: marks at its end, and a parenthesis that it did not open. */
const trimAddress = (address: string): string => {
  let end = address.length
  let surplus = 0
  for (const char of address) surplus += char === ')' ? 1 : char === '(' ? -1 : 0
  for (;;) {
    const last = address[end - 1]
    if (last === undefined) break
    if (last === ')') {
      if (surplus <= 0) break
      surplus--
    } else if (!"?!.,:;*_~'…".includes(last)) break
    end--
  }
  return address.slice(0, end)
}

const scanAddress = (text: string, from: number, inBracket: boolean, limit: number): number => {
  ADDRESS.lastIndex = from
  const address = (ADDRESS.exec(text)?.[0] ?? '').slice(0, limit - from)
  const bracket = inBracket ? address.indexOf(']') : -1
  return from + trimAddress(bracket < 0 ? address : address.slice(0, bracket)).length
}

/** Where plain text may have turned into a link: `floor` is the start of the text that has not been made a node. */
type Place = {floor: number; at: number; limit: number; inBracket: boolean}

/** `https://…` around the "://" at `at`. */
export const scanUrl = (text: string, {floor, at, limit, inBracket}: Place): Link | undefined => {
  const scheme = SCHEME.exec(text.slice(Math.max(floor, at - 6), at))?.[1]
  if (!scheme) return undefined
  const end = scanAddress(text, at - scheme.length, inBracket, limit)
  return end > at + 3 && /[\p{L}\p{N}[]/u.test(text.charAt(at + 3))
    ? toLink(text, at - scheme.length, end, '')
    : undefined
}

/** `www.…` at `at`. */
export const scanWww = (text: string, {at, limit, inBracket}: Place): Link | undefined => {
  if (at > 0 && /[\p{L}\p{N}/.@-]/u.test(text.charAt(at - 1))) return undefined
  const end = scanAddress(text, at, inBracket, limit)
  return /^www\.[a-z0-9-]+\.[a-z0-9]/i.test(text.slice(at, end)) ? toLink(text, at, end, 'https://') : undefined
}

/** `name@host` around the "@" at `at`. */
export const scanMail = (text: string, {floor, at, limit}: Place): Link | undefined => {
  let start = at
  while (start > floor && at - start < MAX_MAIL_NAME && MAIL_CHARACTER.test(text.charAt(start - 1))) start--
  if (start === at) return undefined
  MAIL_HOST.lastIndex = at
  if (!MAIL_HOST.test(text) || MAIL_HOST.lastIndex > limit) return undefined
  return toLink(text, start, MAIL_HOST.lastIndex, 'mailto:')
}
