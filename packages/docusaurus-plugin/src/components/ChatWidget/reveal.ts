/**
 * Opens what a node is hidden in: a closed `<details>`, the panel of a tab that is not chosen. By a click on what the reader
 * would click, since both belong to components with a state of their own.
 */
export function reveal(node: Node): void {
  const start = node instanceof Element ? node : node.parentElement
  for (let element = start; element; element = element.parentElement) {
    if (element instanceof HTMLDetailsElement && !element.open) {
      element.querySelector('summary')?.click()
    } else if (element.matches('[role="tabpanel"][hidden]')) {
      findTab(element)?.click()
    }
  }
}

/** Docusaurus names no tab's panel: they are in the same order, in the same container. */
function findTab(panel: Element): HTMLElement | undefined {
  const position = Array.from(panel.parentElement?.children ?? []).indexOf(panel)
  const container = panel.closest('.tabs-container')
  return container?.querySelectorAll<HTMLElement>(':scope > [role="tablist"] > [role="tab"]')[position]
}
