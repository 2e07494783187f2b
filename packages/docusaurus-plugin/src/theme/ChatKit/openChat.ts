import type {OpenChatRequest} from '@theme/ChatKit/openChat'

export {PRESSED_ID} from '../../components/ChatWidget/panelId.ts'

/**
 * Opens the assistant, from anywhere in a page.
 *
 * @returns false if there is no assistant, or not yet: do then what the page would do without it, such as following a link.
 */
export function openChat(request: OpenChatRequest = {}): boolean {
  return !window.dispatchEvent(new CustomEvent('chatkit:open', {detail: request, cancelable: true}))
}
