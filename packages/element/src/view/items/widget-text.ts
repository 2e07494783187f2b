/** Properties of widget components that hold words for the reader. */
const TEXT_KEYS = new Set(['value', 'label', 'title'])
const MAX_DEPTH = 20

function collect(node: unknown, depth: number, into: string[]): void {
  if (depth > MAX_DEPTH || typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const child of node) collect(child, depth + 1, into)
    return
  }
  for (const [key, value] of Object.entries(node)) {
    if (TEXT_KEYS.has(key) && typeof value === 'string' && value !== '') into.push(value)
    else if (key === 'children') collect(value, depth + 1, into)
  }
}

/** The words of a widget, one paragraph for each component that has some. */
export function widgetText(widget: unknown): string {
  const texts: string[] = []
  collect(widget, 0, texts)
  return texts.join('\n\n')
}
