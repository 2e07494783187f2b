import {useEffect} from 'react'

/**
 * Listens for `chatkit:open` on `window`, by which any part of a page opens the assistant, and takes it by preventing its
 * default. `onRequest` gets the question as it stands, or '' when there is none.
 */
export function useOpenRequests(onRequest: (question: string) => void): void {
  useEffect(() => {
    const onOpen = (event: WindowEventMap['chatkit:open']) => {
      event.preventDefault()
      // Whatever a page puts into its event.
      const question: unknown = event.detail?.question
      onRequest(typeof question === 'string' && question.trim() ? question : '')
    }
    window.addEventListener('chatkit:open', onOpen)
    return () => window.removeEventListener('chatkit:open', onOpen)
  }, [onRequest])
}
