import path from 'node:path'

/** As much of a Markdown tree as is used here. */
interface Node {
  type: string
  url?: string
  children?: Node[]
}

const docsFolder = /^(.*?[\\/](?:docs|i18n[\\/][^\\/]+[\\/]docusaurus-plugin-content-docs[\\/]current))[\\/]/

/**
 * A remark plugin: writes `../intro.mdx` as `/intro.mdx`, from the root of the book. Docusaurus looks up a relative link
 * beside the linking file only, where a translated chapter misses its untranslated neighbours and they miss it.
 */
export function linksBetweenChapters() {
  return (tree: Node, file: {path: string}): void => {
    const root = docsFolder.exec(file.path)?.[1]
    if (root) rewriteLinks(tree, {root, folder: path.dirname(file.path)})
  }
}

function rewriteLinks(node: Node, place: {root: string; folder: string}): void {
  if (node.type === 'link' && node.url && /^\.\.?\/.*\.mdx?(?:#|$)/.test(node.url)) {
    const target = path.relative(place.root, path.join(place.folder, node.url))
    node.url = `/${target.split(path.sep).join('/')}`
  }
  for (const child of node.children ?? []) rewriteLinks(child, place)
}
