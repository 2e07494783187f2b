/** Elements that end a line. */
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, pre, tr, dt, dd, blockquote, figcaption, summary, div, br, .token-line'
/** What a reader sees and does not mean. */
const FURNITURE = 'button, script, style, .hash-link, .theme-doc-version-badge, [aria-hidden="true"]'

/** What is selected inside an article, or null. A selection that goes beyond its article ends there. */
export function findSelected(selection: Selection | null): {range: Range; text: string} | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0).cloneRange()
  const start = findArticle(range.startContainer)
  const article = start ?? findArticle(range.endContainer)
  if (!article) return null
  if (!start) range.setStart(article, 0)
  if (!article.contains(range.endContainer)) range.setEnd(article, article.childNodes.length)
  const text = readRange(range)
  return text.length < 2 ? null : {range, text}
}

function findArticle(node: Node): Element | null {
  return (node instanceof Element ? node : node.parentElement)?.closest('article') ?? null
}

/** A range as plain text: formulas as TeX, a line for each block, without what only a page needs. */
export function readRange(range: Range): string {
  const root = document.createElement('div')
  root.append(range.cloneContents())
  for (const formula of root.querySelectorAll('.katex')) {
    const tex = formula.querySelector('annotation[encoding="application/x-tex"]')?.textContent
    if (tex) formula.replaceWith(`$${tex.trim()}$`)
  }
  for (const one of root.querySelectorAll(FURNITURE)) one.remove()
  for (const block of root.querySelectorAll(BLOCKS)) block.after('\n')
  return (root.textContent ?? '')
    .replaceAll('\u200B', '')
    .replaceAll(/[^\S\n]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
