/**
 * Asks the page's assistant to open, with a question or with an empty composer.
 *
 * The widget listens for `chatkit:open` on `window` and calls `preventDefault()` when it takes the question.
 *
 * @returns true if an assistant took it; false if there is none on this page, so that the caller can fall back.
 */
export function openAssistant(question?: string): boolean {
  const event = new CustomEvent('chatkit:open', {detail: {question}, cancelable: true})
  return !window.dispatchEvent(event)
}
