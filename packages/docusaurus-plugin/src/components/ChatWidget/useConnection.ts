import type {OpenAIChatKit} from '@openai/chatkit'
import {isTransportError, type Recovered} from 'chatkit-transport'
import {useCallback, useEffect, useRef, type RefObject} from 'react'
import {insist} from './insist.ts'
import type {TabStorage} from './storage.ts'
import type {PanelTexts} from './texts.ts'
import type {ActiveRun, ChatKitSession} from './useChatKitSession.ts'
import {type OtherTabs, useOtherTabs} from './useOtherTabs.ts'

/** What is asked of an element. `setStatus` is the bundled one's own. */
type Connected = Pick<OpenAIChatKit, 'fetchUpdates' | 'setComposerValue' | 'setThreadId'> &
  HTMLElement & {setStatus?: (text: string | null) => void}

export interface ConnectionOptions {
  element: RefObject<Connected | null>
  /** The element follows runs by itself. */
  isBundled: boolean
  /** The element has taken over; before that none of its methods is called. */
  isActive: boolean
  /** The reader has the conversation in sight. */
  isOpen: boolean
  /** An answer is arriving. */
  isLoading: boolean
  session: Pick<ChatKitSession, 'recovered' | 'isReconnecting' | 'pause' | 'activeRun' | 'isAsking'>
  storage: TabStorage
  texts: PanelTexts
  /** An answer that was followed for an element that cannot do so is there. */
  onAnswered: () => void
}

export interface Connection extends Pick<OtherTabs, 'onResponse'> {
  onError: (error: unknown) => void
}

/** Milliseconds between two looks at a thread whose answer is being written. */
const POLL_INTERVAL = 2000
/** Milliseconds. No run lasts longer. */
const LONGEST_RUN = 600_000

/** Tells the element what the transport knows of the connection: that it is being mended, where a question went, who writes. */
export function useConnection(options: ConnectionOptions): Connection {
  const {element, isActive, session, texts} = options
  const {recovered, isReconnecting, pause} = session
  const trouble = pause === undefined ? texts.reconnecting : texts.transport.rateLimited(pause)

  useEffect(() => {
    const target = element.current
    if (!isActive || !isReconnecting || !target?.setStatus) return undefined
    target.setStatus(trouble)
    return () => target.setStatus?.(null)
  }, [element, isActive, isReconnecting, trouble])

  useEffect(() => {
    if (isActive && recovered && element.current) showRecovered(recovered, element.current)
  }, [element, isActive, recovered])

  usePolling(options)
  const {onResponse, onMissed} = useOtherTabs({
    ...options,
    isAsking: session.isAsking,
    refresh: useCallback(async () => element.current?.fetchUpdates(), [element]),
  })

  const onError = useCallback(
    (error: unknown) => {
      if (isTransportError(error) && error.reload) onMissed()
    },
    [onMissed],
  )
  return {onError, onResponse}
}

function refresh(element: Connected | null): void {
  // An element that cannot be brought up to date now says so itself, or is the next time.
  element?.fetchUpdates().catch(() => {})
}

function showRecovered({threadId, question}: Recovered, element: Connected): void {
  if (threadId !== undefined) void insist(element, () => element.setThreadId(threadId))
  if (question === undefined) return
  void insist(element, () => {
    // What is written there by now stays. Another element's field cannot be read.
    const written = element.shadowRoot?.querySelector('textarea')?.value ?? ''
    return element.setComposerValue({text: [question, written].filter(Boolean).join('\n')})
  })
}

/** For an element that cannot follow a run: lets it look again and again, while somebody can see it, until the answer is there. */
function usePolling({element, isBundled, isActive, isLoading, session, onAnswered}: ConnectionOptions): void {
  const run = isBundled || !isActive || isLoading ? null : session.activeRun
  const followed = useRef<ActiveRun>(null)
  const answered = useRef(onAnswered)
  useEffect(() => {
    answered.current = onAnswered
  })

  const id = run?.runId
  useEffect(() => {
    if (id === undefined) return undefined
    const look = () => {
      if (document.visibilityState !== 'hidden') refresh(element.current)
    }
    const timer = setInterval(look, POLL_INTERVAL)
    const end = setTimeout(() => clearInterval(timer), LONGEST_RUN)
    return () => {
      clearInterval(timer)
      clearTimeout(end)
    }
  }, [element, id])

  useEffect(() => {
    if (followed.current && !session.activeRun && !isLoading) answered.current()
    followed.current = run
  }, [run, session.activeRun, isLoading])
}
