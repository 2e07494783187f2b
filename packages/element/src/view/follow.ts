import type {Source} from 'chatkit-protocol'
import type {Emit} from '../controller/context.ts'
import type {Scope} from './scope.ts'
import {isPlainClick, isSameOrigin, parseDeeplink} from './links.ts'

/** Detail of `chatkit.navigate`. `source` is null for a link that stands in the answer's text. */
export interface NavigateDetail {
  readonly url: string
  readonly source: Source | null
}

/**
 * Follows a link: `chatkit-link:` becomes `chatkit.deeplink`; a page of this site is offered to the host as the cancelable event
 * `chatkit.navigate` first, so that a single page app can go there without a reload; anything else is the browser's.
 */
export function createFollow(host: HTMLElement, emit: Emit): Scope['onLink'] {
  return (event, url, source) => {
    const deeplink = parseDeeplink(url)
    if (deeplink) {
      event.preventDefault()
      emit('chatkit.deeplink', deeplink)
      return
    }
    if (!isPlainClick(event) || !isSameOrigin(url)) return
    const detail: NavigateDetail = {url, source}
    const offer = new CustomEvent('chatkit.navigate', {detail, bubbles: true, composed: true, cancelable: true})
    if (!host.dispatchEvent(offer)) event.preventDefault()
  }
}
