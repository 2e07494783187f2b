import {createTransport, type PageContext, type Recovered, type Transport} from 'chatkit-transport'
import {useCallback, useEffect, useRef, useState, type Dispatch, type RefObject} from 'react'
import type {ChatKitGlobalData} from '../../options.ts'
import {ownSecret, transformPageContext} from './clientConfig.ts'
import {toErrorState} from './errors.ts'
import type {ErrorState, WidgetAction} from './state.ts'
import type {TabStorage} from './storage.ts'
import type {PanelTexts} from './texts.ts'

export interface ChatKitSessionOptions {
  options: ChatKitGlobalData
  storage: TabStorage
  texts: PanelTexts
  /** What travels with a question. Never changes. */
  getPageContext: () => PageContext | undefined
  dispatch: Dispatch<WidgetAction>
}

export interface ChatKitSession {
  /** Null until mounted. */
  transport: Transport | null
  /** Why there is no session, after the last attempt. */
  error: ErrorState | null
  retry: () => void
  /** A question that was on its way when the page was left, until it is known what has become of it. */
  leftQuestion: string | null
  /** What has become of it. */
  recovered: Recovered | null
  /** The connection of an answer is broken, and being mended. */
  isReconnecting: boolean
  /** Seconds, when it is only that the server has asked to wait for so long. */
  pause: number | undefined
  /** The run that writes an answer in the thread that was read last. */
  activeRun: ActiveRun | null
  /** Set when this tab asks for an answer; whoever is told when that is over takes it back. */
  isAsking: RefObject<boolean>
}

export interface ActiveRun {
  threadId: string
  runId: string
}

/** The backend's ChatKit endpoint. */
export const getApiUrl = (backendUrl: string) => `${backendUrl}/chatkit`

/** Asks for a session as soon as the panel is there, without waiting for the element, and keeps the transport. */
export function useChatKitSession(input: ChatKitSessionOptions): ChatKitSession {
  const {options, storage, texts, getPageContext, dispatch} = input
  const {backendUrl} = options
  const isBundled = options.element === 'bundled'
  const [transport, setTransport] = useState<Transport | null>(null)
  const [error, setError] = useState<ErrorState | null>(null)
  const [leftQuestion, setLeftQuestion] = useState<string | null>(null)
  const [recovered, setRecovered] = useState<Recovered | null>(null)
  const [isReconnecting, setReconnecting] = useState(false)
  const [pause, setPause] = useState<number>()
  const [activeRun, setActiveRun] = useState<ActiveRun | null>(null)
  const isAsking = useRef(false)

  useEffect(() => {
    const created = createTransport({
      apiUrl: getApiUrl(backendUrl),
      sessionUrl: `${backendUrl}/api/chatkit/session`,
      getPageContext: () => transformPageContext(getPageContext()),
      ...ownSecret(),
      storage,
      messages: texts.transport,
      // The bundled element shows the answer that a second tab has asked for, and asks after it.
      givesWay: isBundled,
      onSession({sessionId}) {
        // A thread belongs to its session. A new session (the old one could not be renewed) begins without one.
        if (sessionId !== undefined && storage.getItem('session') !== sessionId) storage.removeItem('thread')
        if (sessionId !== undefined) storage.setItem('session', sessionId)
        setError(null)
        dispatch({type: 'connected'})
      },
      onReconnecting(isTroubled, seconds) {
        setReconnecting(isTroubled)
        setPause(seconds)
      },
      onTurn() {
        isAsking.current = true
      },
      onThreadRead: ({threadId, runId}) => setActiveRun(runId === null ? null : {threadId, runId}),
    })
    setTransport(created)
    setLeftQuestion(created.left().at(-1) ?? null)
    return () => created.dispose()
  }, [backendUrl, isBundled, storage, texts.transport, getPageContext, dispatch])

  const connect = useCallback(async () => {
    if (!transport) return
    setError(null)
    dispatch({type: 'connecting'})
    try {
      await transport.ensureSession()
      dispatch({type: 'connected'})
      const found = await transport.recover()
      setLeftQuestion(null)
      if (found) setRecovered(found)
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') return
      const failure = toErrorState(cause, texts.failed)
      setError(failure)
      dispatch({type: 'failed', error: failure})
    }
  }, [transport, dispatch, texts.failed])

  useEffect(() => void connect(), [connect])
  const retry = useCallback(() => void connect(), [connect])
  return {transport, error, retry, leftQuestion, recovered, isReconnecting, pause, activeRun, isAsking}
}
