/** What a page says about itself in its front matter. */
export interface PageContent {
  /** `chat_starters`, as it stands there. */
  starters: unknown
}

let current: PageContent | null = null
const listeners = new Set<() => void>()

/** The content of the page that is shown, if it is one that was written in Markdown. */
export const getCurrentPage = (): PageContent | null => current

/** @returns what ends it. */
export function onCurrentPage(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** @returns what takes it away again. */
export function showPage(page: PageContent): () => void {
  set(page)
  return () => {
    if (current === page) set(null)
  }
}

function set(page: PageContent | null): void {
  current = page
  for (const listener of listeners) listener()
}
