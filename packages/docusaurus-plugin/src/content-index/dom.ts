import {isTag, isText, type AnyNode, type Element} from 'domhandler'

/** Deeper than any page a person wrote; a generated one must not overflow the stack. */
export const MAX_DEPTH = 200

export function hasClass(element: Element, name: string): boolean {
  return classesOf(element).includes(name)
}

export function classesOf(element: Element): string[] {
  return element.attribs['class']?.split(/\s+/) ?? []
}

/** The first descendant that passes, in document order. Iterative, so that depth does not matter. */
export function findElement(root: Element, test: (element: Element) => boolean): Element | undefined {
  return findElements(root, test, 1)[0]
}

/** Descendants that pass, in document order, not looking inside one that did. */
export function findElements(root: Element, test: (element: Element) => boolean, limit = Infinity): Element[] {
  const found: Element[] = []
  const stack: AnyNode[] = root.children.toReversed()
  for (let node = stack.pop(); node && found.length < limit; node = stack.pop()) {
    if (!isTag(node)) continue
    if (test(node)) found.push(node)
    else for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
  }
  return found
}

/** All text below a node as it stands, with `<br>` as a line break. */
export function rawText(root: AnyNode): string {
  let text = ''
  const stack: AnyNode[] = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isText(node)) text += node.data
    else if (isTag(node) && node.name === 'br') text += '\n'
    else if (isTag(node)) for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
  }
  return text
}
