import {useCallback, useEffect, useRef, type RefObject} from 'react'
import type {TabStorage} from './storage.ts'

export interface OtherTabsOptions {
  /** The element has taken over; before that it cannot be brought up to date. */
  isActive: boolean
  /** The reader has the conversation in sight. */
  isOpen: boolean
  /** An answer is arriving. */
  isLoading: boolean
  /** This tab has asked for the answer that is arriving, or is about to. */
  isAsking: RefObject<boolean>
  /** Knows the open thread. */
  storage: TabStorage
  /** Brings the open thread up to date with the server; rejects if that cannot be reached. Never changes. */
  refresh: () => Promise<void>
}

export interface OtherTabs {
  /** To be called when an answer begins to arrive, and when it is over. */
  onResponse: (isOver: boolean) => void
  /** To be called when something of an answer has not arrived that the server has. */
  onMissed: () => void
}

/** On it tabs and windows name the thread in which one of them has asked something. */
const CHANNEL = 'chatkit-widget'

/**
 * Keeps tabs and windows with the same conversation in step. The one that asks tells when the server has the question and when the
 * answer is over; one that shows the same thread then looks for itself. What a tab misses while its panel is out of sight it looks for
 * when that is seen again, and it listens only until then: an open channel may keep a page out of the back-forward cache.
 */
export function useOtherTabs(options: OtherTabsOptions): OtherTabs {
  const {isActive, isOpen, isLoading, isAsking, storage, refresh} = options
  const isBehind = useRef(false)
  const isBusy = useRef(isLoading)
  const listening = useRef<BroadcastChannel>(null)

  const catchUp = useCallback(() => {
    if (!isBehind.current || isBusy.current || document.visibilityState === 'hidden') return
    isBehind.current = false
    refresh().catch(() => {
      isBehind.current = true
    })
  }, [refresh])

  useEffect(() => {
    isBusy.current = isLoading
    if (isActive && isOpen) catchUp()
  }, [isActive, isOpen, isLoading, catchUp])

  useEffect(() => {
    if (!isActive) return undefined
    const onMessage = ({data}: MessageEvent<unknown>) => {
      if (data !== storage.getItem('thread')) return
      isBehind.current = true
      catchUp()
    }
    const stop = () => {
      listening.current?.close()
      listening.current = null
    }
    const look = () => {
      stop()
      if (!isOpen || document.visibilityState === 'hidden') {
        isBehind.current = true
        return
      }
      listening.current = openChannel()
      listening.current?.addEventListener('message', onMessage)
      catchUp()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      stop()
    }
  }, [isActive, isOpen, storage, catchUp])

  const onResponse = useCallback(
    (isOver: boolean) => {
      const threadId = storage.getItem('thread')
      if (!isAsking.current || threadId === null) return
      if (isOver) isAsking.current = false
      // On the channel that listens here, if it does: what comes by another one of the same page is heard like another tab's.
      const channel = listening.current ?? openChannel()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- That is for windows; a channel stays in its origin.
      channel?.postMessage(threadId)
      if (channel !== listening.current) channel?.close()
    },
    [isAsking, storage],
  )
  const onMissed = useCallback(() => {
    isBehind.current = true
    catchUp()
  }, [catchUp])
  return {onResponse, onMissed}
}

/** Null where the browser has none, or keeps the page from using it. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(CHANNEL)
  } catch {
    return null
  }
}
