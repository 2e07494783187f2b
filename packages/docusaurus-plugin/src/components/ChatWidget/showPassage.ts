/** How long (ms) a page may take to appear before the search for its heading ends. */
const PATIENCE = 5000
/** How long (ms) a passage stays marked. */
const MARKED = 2400

/** Signs that the reader has taken over. */
const READER_EVENTS = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const

/** Scrolls to the heading `hash` names, marks it briefly and moves the focus there if asked. Waits for the page to render. */
export async function showPassage(hash: string, {focus}: {focus: boolean}): Promise<void> {
  const heading = await findElement(decode(hash.slice(1)))
  if (!heading) return
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  heading.scrollIntoView({behavior: calm ? 'auto' : 'smooth', block: 'start'})
  keepInPlace(heading)
  if (focus) moveFocus(heading)
  heading.setAttribute('data-chatkit-cited', '')
  setTimeout(() => heading.removeAttribute('data-chatkit-cited'), MARKED)
}

/** Diagrams and pictures above may still grow and push the passage away: follow it until it is still, or the reader scrolls. */
function keepInPlace(heading: HTMLElement): void {
  let height = document.documentElement.scrollHeight
  const observer = new ResizeObserver(() => {
    const {scrollHeight} = document.documentElement
    if (scrollHeight !== height) heading.scrollIntoView({block: 'start'})
    height = scrollHeight
  })
  const stop = () => {
    observer.disconnect()
    clearTimeout(timer)
    for (const type of READER_EVENTS) removeEventListener(type, stop)
  }
  const timer = setTimeout(stop, MARKED)
  for (const type of READER_EVENTS) addEventListener(type, stop, {passive: true})
  observer.observe(heading.closest('main') ?? document.body)
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
