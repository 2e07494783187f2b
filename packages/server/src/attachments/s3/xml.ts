const ENTITIES: Record<string, string> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"}

/** The text of each element of a name, in order. Enough for S3's answers, which are flat and have no comments or CDATA. */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([^]*?)</${name}>`, 'g'))].map(
    ([, content = '']) => content,
  )
}

/** The text of the first element of a name, or undefined. */
export function text(xml: string, name: string): string | undefined {
  const [content] = elements(xml, name)
  return content?.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (entity, decimal, hex, named) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    return ENTITIES[named] ?? entity
  })
}

/** A text as the content of an element. */
export function escape(value: string): string {
  return value.replace(/[&<>]/g, (character) => ({'&': '&amp;', '<': '&lt;'})[character] ?? '&gt;')
}
