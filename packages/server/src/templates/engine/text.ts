/** Python's texts are made of code points, JavaScript's of halves of some of them. */
export function characters(text: string): string[] {
  return Array.from(text)
}

/** How many code points a text has. */
export function countCharacters(text: string): number {
  let count = text.length
  for (let at = 0; at < text.length - 1; at += 1) {
    if (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))) {
      count -= 1
      at += 1
    }
  }
  return count
}

/** Order by code points: negative, zero or positive. */
export function compareText(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  for (let at = 0; at < end; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)]
    if (x === y) continue
    // Halves of a code point above U+FFFF sort behind every code point below it.
    const [highX, highY] = [isHigh(x) || isLow(x), isHigh(y) || isLow(y)]
    return highX === highY ? x - y : highX ? 1 : -1
  }
  return a.length - b.length
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
