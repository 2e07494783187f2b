/** How long (ms) a page may take to appear before the search for its heading ends. */
const PATIENCE = 5000
/** How long (ms) a passage stays marked. */
const MARKED = 2400

/** Scrolls to the heading `hash` names, marks it briefly and moves the focus there if asked. Waits for the page to render. */
export async function showPassage(hash: string, {focus}: {focus: boolean}): Promise<void> {
  const heading = await findElement(decode(hash.slice(1)))
  if (!heading) return
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  heading.scrollIntoView({behavior: calm ? 'auto' : 'smooth', block: 'start'})
  if (focus) moveFocus(heading)
  heading.setAttribute('data-chatkit-cited', '')
  setTimeout(() => heading.removeAttribute('data-chatkit-cited'), MARKED)
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

function findElement(id: string): Promise<HTMLElement | null> {
  const find = () => (id === '' ? document.querySelector<HTMLElement>('main h1') : document.getElementById(id))
  const found = find()
  if (found) return Promise.resolve(found)
  return new Promise((resolve) => {
    const finish = (element: HTMLElement | null) => {
      observer.disconnect()
      clearTimeout(timer)
      resolve(element)
    }
    const observer = new MutationObserver(() => {
      const element = find()
      if (element) finish(element)
    })
    const timer = setTimeout(() => finish(null), PATIENCE)
    observer.observe(document.body, {childList: true, subtree: true})
  })
}

function moveFocus(heading: HTMLElement): void {
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1
  heading.focus({preventScroll: true})
}
