import {useEffect} from 'react'

/**
 * Listens for `chatkit:open` on `window`, by which any part of a page opens the assistant, and takes it by preventing its
 * default. What it asks for is read by the panel.
 */
export function useOpenRequests(onRequest: (detail: unknown) => void): void {
  useEffect(() => {
    const onOpen = (event: WindowEventMap['chatkit:open']) => {
      event.preventDefault()
      onRequest(event.detail)
    }
    window.addEventListener('chatkit:open', onOpen)
    return () => window.removeEventListener('chatkit:open', onOpen)
  }, [onRequest])
}
