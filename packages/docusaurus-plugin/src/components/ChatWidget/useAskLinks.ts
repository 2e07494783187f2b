import {useHistory, useLocation} from '@docusaurus/router'
import {useEffect} from 'react'
import {openChat} from '@theme/ChatKit/openChat'
import {cut} from './requests.ts'

/** Longest question that a link may ask by itself, in characters. A longer one waits in the composer, cut. */
const LONGEST = 1000

/**
 * Takes the question out of an address with `?ask=…`, so that neither a reload nor the way back asks it again, and gives it
 * to the assistant as any part of the page would.
 */
export function useAskLinks(mode: 'send' | 'fill' | false = 'send'): void {
  const history = useHistory()
  const {search} = useLocation()
  useEffect(() => {
    const {location} = history
    const query = new URLSearchParams(location.search)
    const asked = query.get('ask')
    if (mode === false || asked === null) return
    query.delete('ask')
    history.replace({...location, search: query.toString()})
    const question = clean(asked)
    if (question) openChat({question: cut(question, LONGEST), send: mode === 'send' && question.length <= LONGEST})
  }, [history, mode, search])
}

/** Plain text on as many lines as it has, without control characters and marks that turn the direction of writing around. */
function clean(text: string): string {
  return text.replaceAll(/(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '').trim()
}
