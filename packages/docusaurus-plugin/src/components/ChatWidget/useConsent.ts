import {useEffect, useMemo, useState} from 'react'
import {hasOwnConsent} from './clientConfig.ts'
import {announce} from './ownerEvents.ts'
import {readRequest, type OpenRequest} from './requests.ts'
import type {TabStorage} from './storage.ts'

export interface ConsentOptions {
  /** The owner wants the reader to be asked. */
  isRequired: boolean
  isOpen: boolean
  storage: TabStorage
  /** What came with each `chatkit:open` event. Only grows. */
  requests: readonly unknown[]
}

export interface Consent {
  /** Whether anything may be sent. */
  isGiven: boolean
  /** It was given in this panel, just now. */
  isFresh: boolean
  /** What the page has asked for and the reader has not declined. Once consent is given it only grows. */
  requests: readonly unknown[]
  accept: () => void
  decline: () => void
}

/**
 * Whether the reader agrees that something is sent, as long as the tab lives. What is asked before waits, also across a reload;
 * declining drops it, and the next opening asks again.
 */
export function useConsent({isRequired, isOpen, storage, requests}: ConsentOptions): Consent {
  const [isGiven, setGiven] = useState(() => !isRequired || storage.getItem('consent') !== null || hasOwnConsent())
  const [isFresh, setFresh] = useState(false)
  const [kept, setKept] = useState(() => (isRequired ? readKept(storage) : NONE))
  const [declined, setDeclined] = useState(0)
  const waiting = useMemo(
    () => (kept.length > 0 || declined > 0 ? [...kept, ...requests.slice(declined)] : requests),
    [kept, requests, declined],
  )

  // With each opening the owner's own record is asked again, before anything is drawn that would send: a banner may have taken
  // consent back since. What was asked before this opening was asked then, and is not asked again.
  const [former, setFormer] = useState({isOpen, count: requests.length})
  if (former.isOpen !== isOpen || former.count !== requests.length) {
    setFormer({isOpen, count: requests.length})
    if (isOpen && !former.isOpen && isRequired && storage.getItem('consent') === null) {
      const isOwn = hasOwnConsent()
      if (isGiven && !isOwn) {
        setKept(NONE)
        setDeclined(former.count)
      }
      setGiven(isOwn)
    }
  }

  useEffect(() => {
    const undecided = isGiven ? NONE : waiting.map((detail) => readRequest(detail)).filter(isAsking)
    if (undecided.length > 0) storage.setItem('undecided', JSON.stringify(undecided))
    else storage.removeItem('undecided')
  }, [isGiven, waiting, storage])

  return {
    isGiven,
    isFresh,
    requests: waiting,
    accept() {
      storage.setItem('consent', '1')
      setGiven(true)
      setFresh(true)
      announce('consent', {isGiven: true})
    },
    decline() {
      setKept(NONE)
      setDeclined(requests.length)
      announce('consent', {isGiven: false})
    },
  }
}

const NONE: readonly OpenRequest[] = []

const isAsking = ({question, quote}: OpenRequest) => question !== '' || quote !== ''

/** Written by this tab itself, but a page may write there, too. */
function readKept(storage: TabStorage): readonly OpenRequest[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem('undecided') ?? '[]')
    return Array.isArray(kept) ? kept.map((detail) => readRequest(detail)) : NONE
  } catch {
    return NONE
  }
}
