import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import {ChatKit, useChatKit} from '@openai/chatkit-react'
import type {Transport} from 'chatkit-transport'
import {
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type Dispatch,
  type ReactNode,
  type RefObject,
} from 'react'
import {createPortal, flushSync} from 'react-dom'
import type {ChatKitGlobalData} from '../../options.ts'
import {createChatKitOptions} from './chatKitOptions.ts'
import {ownHandlers} from './clientConfig.ts'
import {toErrorState} from './errors.ts'
import {handOver} from './handOver.ts'
import type {DraftHandle} from './InterimChat.tsx'
import type {WidgetAction} from './state.ts'
import type {TabStorage} from './storage.ts'
import type {PanelTexts} from './texts.ts'
import type {ChatKitSession} from './useChatKitSession.ts'
import {useConnection} from './useConnection.ts'
import {useInsertions} from './useInsertions.ts'
import type {Insertions, Question, Questions} from './useQuestions.ts'
import {useSender} from './useSender.ts'
import {useSiteColors} from './useSiteColors.ts'

export interface ChatHandle {
  /** Moves the focus to the element's composer. */
  focus(): void
}

export interface ChatKitWrapperProps {
  handle: RefObject<ChatHandle | null>
  draft: RefObject<DraftHandle | null>
  questions: Questions
  insertions: Insertions
  /** What stands above the text in the composer. */
  chip: ReactNode
  isSheet: boolean
  options: ChatKitGlobalData
  texts: PanelTexts
  transport: Transport
  session: ChatKitSession
  storage: TabStorage
  isOpen: boolean
  /** An answer is arriving. */
  isLoading: boolean
  dispatch: Dispatch<WidgetAction>
  /** The element is there and takes over. */
  onReady: () => void
  /** The element shows an error of its own, in the conversation. */
  onErrorShown: () => void
  onMenu: () => void
  onClose: () => void
  onUnread: () => void
}

/**
 * The conversation, drawn by whichever element is registered as `<openai-chatkit>`. The only file that knows OpenAI's React
 * bindings. Until the element is ready none of its methods is called: the bindings throw and take the tree with them.
 */
export function ChatKitWrapper(props: ChatKitWrapperProps): ReactNode {
  const {
    handle,
    draft,
    questions,
    insertions,
    chip,
    isSheet,
    options,
    texts,
    transport,
    session,
    storage,
    isOpen,
    isLoading,
    dispatch,
  } = props
  const {onReady, onErrorShown, onMenu, onClose, onUnread} = props
  const {i18n} = useDocusaurusContext()
  const colors = useSiteColors()
  const [initialThread] = useState(() => storage.getItem('thread'))
  const [isReady, setReady] = useState(false)
  const [isActive, setActive] = useState(false)
  const hasReceived = useRef(false)
  const isBundled = options.element === 'bundled'

  const chatkit = useChatKit({
    ...createChatKitOptions({
      options,
      texts,
      colors,
      language: i18n.localeConfigs[i18n.currentLocale]?.htmlLang ?? i18n.currentLocale,
      initialThread,
      fetch: transport.fetch,
      onMenu,
      onClose,
    }),
    ...ownHandlers(),
    onReady: () => receive(),
    onError({error}) {
      connection.onError(error)
      onErrorShown()
      dispatch({type: 'failed', error: toErrorState(error, texts.failed)})
    },
    onResponseStart() {
      dispatch({type: 'responding'})
      connection.onResponse(false)
    },
    onResponseEnd() {
      dispatch({type: 'responded'})
      connection.onResponse(true)
      if (!isOpen) onUnread()
    },
    onThreadChange({threadId}) {
      if (threadId === null) storage.removeItem('thread')
      else storage.setItem('thread', threadId)
    },
  })

  function receive(): void {
    const element = chatkit.ref.current
    if (hasReceived.current || !element) return
    hasReceived.current = true
    // Visible from here on, behind the interim composer, and in the page before the focus is moved: hidden it cannot take it.
    flushSync(() => {
      setReady(true)
      onReady()
    })
    const finish = (handed: Question | null) =>
      flushSync(() => {
        if (handed) questions.onSent(handed)
        setActive(true)
        dispatch({type: 'initialized'})
      })
    if (draft.current) void handOver(draft.current, element, finish)
    else finish(null)
  }
  useSender({element: chatkit.ref, isActive, questions})
  useInsertions({element: chatkit.ref, isActive, isFocused: !isSheet, insertions})
  const connection = useConnection({
    element: chatkit.ref,
    isBundled,
    isActive,
    isOpen,
    isLoading,
    session,
    storage,
    texts,
    onAnswered() {
      if (!isOpen) onUnread()
    },
  })

  // The bindings begin to listen in a passive effect, which may run after the element has said that it is ready. A layout
  // effect runs in the same step as the one in which they give it its options.
  const latestReceive = useRef(receive)
  useLayoutEffect(() => {
    latestReceive.current = receive
  })
  useLayoutEffect(() => {
    const element = chatkit.ref.current
    const onReady = () => latestReceive.current()
    element?.addEventListener('chatkit.ready', onReady)
    return () => element?.removeEventListener('chatkit.ready', onReady)
  }, [chatkit.ref])

  const {focusComposer} = chatkit
  useImperativeHandle(
    handle,
    () => ({
      focus() {
        if (isReady) focusComposer().catch(() => {})
      },
    }),
    [isReady, focusComposer],
  )

  return (
    <div className="chatkit-host" data-ready={isReady || undefined}>
      <ChatKit control={chatkit.control} />
      {isReady && chip && <Chip host={isBundled ? chatkit.ref.current : null}>{chip}</Chip>}
    </div>
  )
}

/** The bundled element has a place for it inside its composer. Under another one it stands below. */
function Chip({host, children}: {host: HTMLElement | null; children: ReactNode}): ReactNode {
  return host ? (
    createPortal(<div slot="composer">{children}</div>, host)
  ) : (
    <div className="chatkit-below">{children}</div>
  )
}
