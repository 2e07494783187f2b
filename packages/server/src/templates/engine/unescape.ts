const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U(00[\da-fA-F]{6})|([0-7]{1,3})|(.))/gsu

/** The text that a string literal stands for, by Python's rules: an escape that nobody knows stays as it is. */
export function unescapeText(raw: string): string {
  return raw.replaceAll(ESCAPE, (whole, x?: string, u?: string, long?: string, octal?: string, other?: string) => {
    const hex = x ?? u ?? long
    if (hex !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff))
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8))
    return other !== undefined && Object.hasOwn(SIMPLE, other) ? (SIMPLE[other] ?? whole) : whole
  })
}
