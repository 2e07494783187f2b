import {useEffect, useRef, useState, type Dispatch, type ReactNode, type RefObject} from 'react'
import type {ChatKitGlobalData} from '../../options.ts'
import type {ChatHandle} from './ChatKitWrapper.tsx'
import {ContextChip} from './ContextChip.tsx'
import {createErrorState} from './errors.ts'
import {InterimChat, type DraftHandle} from './InterimChat.tsx'
import {loadChat} from './loadChat.ts'
import {Notice} from './Notice.tsx'
import {PanelMenu} from './PanelMenu.tsx'
import type {PanelState, WidgetAction} from './state.ts'
import type {TabStorage} from './storage.ts'
import type {PanelTexts} from './texts.ts'
import {useChatKitSession} from './useChatKitSession.ts'
import {useCitations} from './useCitations.ts'
import type {Dock} from './useDock.ts'
import {useErrorRetry} from './useErrorRetry.ts'
import {useFocusOnOpen} from './useFocusOnOpen.ts'
import {usePageChip} from './usePageChip.ts'
import {usePageStarters} from './usePageStarters.ts'
import {useQuestions} from './useQuestions.ts'

export interface ConversationProps {
  options: ChatKitGlobalData
  texts: PanelTexts
  /** The panel that this is in. */
  panel: RefObject<HTMLElement | null>
  dock: Dock
  isSheet: boolean
  isOpen: boolean
  /** Opened by a reload rather than by the reader just now, so focus stays where it is. */
  isRestored: boolean
  storage: TabStorage
  /** What came with each `chatkit:open` event. Only grows. */
  requests: readonly unknown[]
  /** What was typed before this chunk was here. */
  typed: RefObject<string>
  state: PanelState
  dispatch: Dispatch<WidgetAction>
  onClose: () => void
  isHidden: boolean
  onHide: () => void
  onUnread: () => void
}

/** How long (ms) the element may take before the reader is offered another try. It may still arrive later. */
const PATIENCE = 10_000

/** What the panel is for. It shows a composer of its own at once, asks for a session and loads the element behind it. */
export function Conversation(props: ConversationProps): ReactNode {
  const {options, panel, dock, isSheet, isOpen, isRestored, storage, requests, typed, state, dispatch} = props
  const {onClose, isHidden, onHide, onUnread} = props
  const {isInitialized, isLoading, error} = state
  const texts = usePageStarters(props.texts, isOpen)
  const draft = useRef<DraftHandle>(null)
  const chat = useRef<ChatHandle>(null)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const openMenu = () => setMenuOpen(true)
  const {questions, insertions} = useQuestions(requests)
  const page = usePageChip(isOpen)
  const {getPageContext} = page
  const session = useChatKitSession({options, storage, texts, getPageContext, dispatch})
  const loading = useErrorRetry({run: () => loadChat(options.element), message: texts.notLoaded, dispatch})
  const citationNotice = useCitations({panel, isSheet, storage, texts, onClose})

  const {attempt} = loading
  // From here to the end of the hand-over the element must stay the same: it may be sending what was asked.
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    if (isReady) return undefined
    const giveUp = () => dispatch({type: 'failed', error: createErrorState('network', texts.notLoaded)})
    const timer = setTimeout(giveUp, PATIENCE)
    return () => clearTimeout(timer)
  }, [isReady, attempt, dispatch, texts.notLoaded])

  // On a phone it goes to the sheet, not into a field: the keyboard would cover the sheet.
  const moveFocus = () => {
    if (isSheet) panel.current?.focus()
    else if (isInitialized) chat.current?.focus()
    else draft.current?.focus()
  }
  useFocusOnOpen({isOpen, isRestored, requests, moveFocus})

  const retry = () => {
    dispatch({type: 'restarted'})
    session.retry()
    if (!isReady) loading.retry()
  }
  // Once the element is there it shows its own errors. Only what stands before all questions stays here, and not even that
  // when a question has failed for the same reason: of two Try again buttons only the one beside the question asks it again.
  const [isShownByElement, setShownByElement] = useState(false)
  const shownError = isShownByElement ? null : (session.error ?? (isInitialized ? null : error))
  const notice = shownError && <Notice error={shownError} retryLabel={texts.tryAgain} onRetry={retry} />
  const removePage = () => {
    page.remove()
    moveFocus()
  }
  const chip = page.about && (
    <ContextChip about={page.about} edition={page.edition} texts={texts} onRemove={removePage} />
  )
  const Chat = loading.value
  const [next] = questions.waiting
  const announced = session.leftQuestion ?? (isLoading ? next?.text : undefined)

  return (
    <>
      <div className="chatkit-stage">
        {Chat && session.transport && (
          <Chat
            key={attempt}
            handle={chat}
            draft={draft}
            questions={questions}
            insertions={insertions}
            chip={chip}
            isSheet={isSheet}
            options={options}
            texts={texts}
            transport={session.transport}
            session={session}
            storage={storage}
            isOpen={isOpen}
            isLoading={isLoading}
            dispatch={dispatch}
            onReady={() => setReady(true)}
            onErrorShown={() => setShownByElement(true)}
            onMenu={openMenu}
            onClose={onClose}
            onUnread={onUnread}
          />
        )}
        {!isInitialized && (
          <InterimChat
            handle={draft}
            initialText={typed.current}
            questions={questions}
            insertions={insertions}
            chip={chip}
            texts={texts}
            notice={notice}
            isBusy={!shownError}
            onMenu={openMenu}
            onClose={onClose}
          />
        )}
      </div>
      {isMenuOpen && (
        <PanelMenu
          label={texts.more}
          entries={[
            ...(dock.isPossible ? [{label: dock.isDocked ? texts.undock : texts.dock, onSelect: dock.toggle}] : []),
            {label: isHidden ? texts.show : texts.hide, onSelect: onHide},
          ]}
          onClose={() => setMenuOpen(false)}
        />
      )}
      {isInitialized && announced && (
        <p className="chatkit-next" role="status">
          {texts.next(announced)}
        </p>
      )}
      {citationNotice && (
        <p className="chatkit-next" role="status">
          {citationNotice}
        </p>
      )}
      {isInitialized && notice}
    </>
  )
}
