import {useLocation} from '@docusaurus/router'
import {usePluginData} from '@docusaurus/useGlobalData'
import AskChat from '@theme/AskChat'
import {pageTexts} from '@theme/ChatKit/pageTexts'
import {useEffect, useState, type ReactNode} from 'react'
import {createPortal} from 'react-dom'
import type {ChatKitGlobalData} from '../../options.ts'

/**
 * Offers to ask the assistant what was searched for, below the search page's own field. Docusaurus' search pages keep that in the
 * address, as `?q=`, while it is typed. Part of the chunk that shows the search page, so that no other page pays for it.
 */
export function AskSearched(): ReactNode {
  const {texts} = usePluginData('docusaurus-plugin-chatkit') as ChatKitGlobalData
  const question = new URLSearchParams(useLocation().search).get('q')?.trim()
  const [place, setPlace] = useState<HTMLElement | null>(null)

  // Not before the page is alive: the server's HTML knows of no search.
  useEffect(() => {
    const created = document.createElement('div')
    created.className = 'margin-bottom--md'
    findField()?.after(created)
    setPlace(created)
    return () => created.remove()
  }, [])

  if (!place || !question) return null
  return createPortal(
    <AskChat question={question} className="button button--secondary">
      <span style={{whiteSpace: 'normal', overflowWrap: 'anywhere'}}>
        {pageTexts.ask(texts.assistantName)} <q>{question}</q>
      </span>
    </AskChat>,
    place,
  )
}

/** The row that holds the field of the page, not the one of the navbar. */
function findField(): Element | null {
  const fields = Array.from(document.querySelectorAll('input[type="search"], input[name="q"]'))
  const field = fields.find((element) => !element.closest('nav')) ?? null
  return field?.closest('form') ?? field?.closest('.row') ?? field
}
