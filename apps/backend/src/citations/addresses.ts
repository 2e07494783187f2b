/** What an address can hold, for a class of a regular expression: no space, and no mark that follows one without a space. */
export const URL_CHARACTERS = String.raw`^\s<>"\u0060|\u3000-\u3002\uFF01-\uFF0F\uFF1A-\uFF1F\u060C\u061B\u061F\u06D4「」『』【】《》“”`

const ADDRESSES = new RegExp(`(?<![a-z0-9])(?:https?://|www\\.)[${URL_CHARACTERS}]+`, 'giu')

/** An address without what belongs to the sentence around it: marks at its end, and brackets that it has not opened. */
export function trimAddress(address: string): string {
  let end = address.length
  const count = (sign: string): number => address.slice(0, end).split(sign).length - 1
  for (;;) {
    const last = address[end - 1] ?? ''
    const isSurplus = last === ')' ? count(')') > count('(') : last === ']' && count(']') > count('[')
    if (last === '' || !(isSurplus || "?!.,:;*_~'…}\\".includes(last))) return address.slice(0, end)
    end -= 1
  }
}

/** The addresses that stand in a text. */
export function addressesIn(text: string): Set<string> {
  return new Set([...text.matchAll(ADDRESSES)].map(([address]) => trimAddress(address)))
}
