let isStarted = false

/** Waits for the first selected text, and loads what offers to ask about it. @returns what ends the waiting. */
export function watchSelection(): () => void {
  const onChange = () => {
    const selection = document.getSelection()
    if (isStarted || !selection || selection.isCollapsed) return
    isStarted = true
    import('./selectionTool.ts').then(
      ({startSelectionTool}) => startSelectionTool(),
      // The next selection tries again.
      () => (isStarted = false),
    )
  }
  document.addEventListener('selectionchange', onChange)
  return () => document.removeEventListener('selectionchange', onChange)
}
