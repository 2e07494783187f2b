/** Copies text, or where the browser does not let us selects it, so that the reader can. */
export const copyOrSelect = async (text: string, element: Element | null): Promise<'copied' | 'selected'> => {
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    if (element) getSelection()?.selectAllChildren(element)
    return 'selected'
  }
}
