import type {Element} from 'domhandler'
import {findElement, hasClass, rawText} from './dom.ts'

/** A formula: KaTeX's wrapper, or a bare MathML element. */
export function isMath(element: Element): boolean {
  return element.name === 'math' || hasClass(element, 'katex') || hasClass(element, 'katex-display')
}

/** The TeX a formula was made from, between `$` or, for one on its own line, `$$`. Without its source: its plain text. */
export function readMath(element: Element): string {
  const annotation = findElement(
    element,
    ({name, attribs}) => name === 'annotation' && attribs['encoding'] === 'application/x-tex',
  )
  if (!annotation) return rawText(element).replace(/\s+/g, ' ')
  const tex = rawText(annotation).trim()
  return isDisplay(element) ? `$$${tex.replace(/\n\s*\n/g, '\n')}$$` : `$${tex.replace(/\s+/g, ' ')}$`
}

function isDisplay(element: Element): boolean {
  if (hasClass(element, 'katex-display')) return true
  const math = element.name === 'math' ? element : findElement(element, ({name}) => name === 'math')
  return math?.attribs['display'] === 'block'
}
