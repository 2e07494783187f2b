import {isTag, type Element} from 'domhandler'
import {classesOf, findElement, findElements, hasClass, rawText} from './dom.ts'
import type {CodeBlock} from './types.ts'

/** A code block: Docusaurus' own container, or a bare `<pre>`. */
export function isCode(element: Element): boolean {
  return element.name === 'pre' || hasClass(element, 'theme-code-block')
}

/** The block as it was written, put together again from highlighted lines. Null when it holds no code. */
export function readCode(element: Element): CodeBlock | null {
  const pre = element.name === 'pre' ? element : findElement(element, ({name}) => name === 'pre')
  if (!pre) return null
  const code = readLines(pre)
  if (code.trim() === '') return null
  return {language: findLanguage(element, pre), title: findTitle(element, pre), code}
}

/** Each highlighted line is an element that ends in a `<br>`; a plain block has its line breaks in the text. */
function readLines(pre: Element): string {
  const lines = findElements(pre, (inner) => hasClass(inner, 'token-line'))
  const text = lines.length > 0 ? lines.map((line) => rawText(line).replace(/\n$/, '')).join('\n') : rawText(pre)
  return text.replace(/^\n+|\s+$/g, '')
}

function findLanguage(container: Element, pre: Element): string {
  const code = findElement(pre, ({name}) => name === 'code')
  const names = [container, pre, ...(code ? [code] : [])].flatMap(classesOf)
  return names.find((name) => /^language-./.test(name))?.slice('language-'.length) ?? 'text'
}

/** The title has no class of its own that survives minification: it is what stands in the container before the code. */
function findTitle(container: Element, pre: Element): string | null {
  if (container === pre) return null
  const first = container.children.find(isTag)
  if (!first || first === pre || findElement(first, (inner) => inner === pre)) return null
  return rawText(first).trim() || null
}
