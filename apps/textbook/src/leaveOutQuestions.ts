/** As much of a Markdown tree as is used here. */
interface Node {
  type: string
  name?: string | null
  children?: Node[]
}

/** A remark plugin for the book without the assistant: leaves out each paragraph that has a question to it (`<AskChat>`). */
export function leaveOutQuestions() {
  return (tree: Node): void => removeParagraphs(tree)
}

function removeParagraphs(node: Node): void {
  if (node.children === undefined) return
  node.children = node.children.filter((child) => child.type !== 'paragraph' || !hasQuestion(child))
  for (const child of node.children) removeParagraphs(child)
}

function hasQuestion(node: Node): boolean {
  return node.name === 'AskChat' || (node.children ?? []).some(hasQuestion)
}
