import ExecutionEnvironment from '@docusaurus/ExecutionEnvironment'

// Wide tables and equations scroll sideways on narrow screens. Only those that do become tab stops, so that a keyboard
// can scroll them and a wide screen gets no needless stops.

const selector = '.theme-doc-markdown table, .theme-doc-markdown .katex-display'

function updateTabStops(): void {
  for (const region of document.querySelectorAll<HTMLElement>(selector)) {
    const isScrollable = region.scrollWidth > region.clientWidth + 1
    if (isScrollable) region.tabIndex = 0
    else region.removeAttribute('tabindex')
  }
}

if (ExecutionEnvironment.canUseDOM) {
  window.addEventListener('resize', updateTabStops)
}

/** Docusaurus calls this after each navigation, once the new page is in the document. */
export function onRouteDidUpdate(): void {
  updateTabStops()
  // Fonts change widths.
  void document.fonts.ready.then(updateTabStops)
}
