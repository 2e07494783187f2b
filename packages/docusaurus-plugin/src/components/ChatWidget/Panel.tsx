import {getPanelTexts} from '@theme/ChatKit/translations'
import {
  useEffect,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import {createPortal} from 'react-dom'
import type {ChatKitGlobalData} from '../../options.ts'
import type {ChatHandle} from './ChatKitWrapper.tsx'
import {ContextChip} from './ContextChip.tsx'
import {DockHandle} from './DockHandle.tsx'
import {createErrorState} from './errors.ts'
import {InterimChat, type DraftHandle} from './InterimChat.tsx'
import {loadChat} from './loadChat.ts'
import {Notice} from './Notice.tsx'
import {PANEL_ID} from './panelId.ts'
import {PanelMenu} from './PanelMenu.tsx'
import {adoptPanelStyles} from './panelStyles.ts'
import {initialState, reduce} from './state.ts'
import type {TabStorage} from './storage.ts'
import {configureTexts} from './texts.ts'
import {useAskLinks} from './useAskLinks.ts'
import {useChatKitSession} from './useChatKitSession.ts'
import {useCitations} from './useCitations.ts'
import {useDock} from './useDock.ts'
import {useErrorRetry} from './useErrorRetry.ts'
import {useOwnerEvents} from './useOwnerEvents.ts'
import {usePageChip} from './usePageChip.ts'
import {usePageStarters} from './usePageStarters.ts'
import {useQuestions} from './useQuestions.ts'
import {useSheet} from './useSheet.ts'
import {useStateEvents} from './useStateEvents.ts'

export {prefetchChat} from './loadChat.ts'

export interface PanelProps {
  options: ChatKitGlobalData
  isOpen: boolean
  storage: TabStorage
  /** What came with each `chatkit:open` event. Only grows. */
  requests: readonly unknown[]
  /** What was typed before this chunk was here. */
  typed: RefObject<string>
  /** Opened by a reload rather than by the reader just now, so focus stays where it is. */
  isRestored: boolean
  onClose: () => void
  /** Takes the button away for the rest of the visit. */
  onHide: () => void
  /** An answer has ended while the panel was closed. */
  onUnread: () => void
}

/** How long (ms) the element may take before the reader is offered another try. It may still arrive later. */
const PATIENCE = 10_000

/**
 * The panel. It shows a composer of its own at once, loads the element behind it, and stays mounted when it is closed, so
 * that an answer goes on.
 */
export default function Panel(props: PanelProps): ReactNode {
  const {options, isOpen, storage, requests, typed, isRestored, onClose, onHide, onUnread} = props
  const [state, dispatch] = useReducer(reduce, initialState)
  const {isInitialized, isLoading, error} = state
  useStateEvents(isOpen, state)
  const [ownTexts] = useState(() => configureTexts(getPanelTexts(), options.texts))
  const texts = usePageStarters(ownTexts, isOpen)
  const panel = useRef<HTMLElement>(null)
  useOwnerEvents(panel, isOpen, state)
  const draft = useRef<DraftHandle>(null)
  const chat = useRef<ChatHandle>(null)
  const isSheet = useSheet(panel, isOpen)
  const dock = useDock({initial: options.panel ?? 'floating', isOpen, side: options.position, storage})
  const [isMenuOpen, setMenuOpen] = useState(false)
  const openMenu = () => setMenuOpen(true)
  const {questions, insertions} = useQuestions(requests)
  useAskLinks(options.askLinks)
  const page = usePageChip(isOpen)
  const {getPageContext} = page
  const session = useChatKitSession({options, storage, texts, getPageContext, dispatch})
  const loading = useErrorRetry({run: () => loadChat(options.element), message: texts.notLoaded, dispatch})
  const citationNotice = useCitations({panel, isSheet, storage, texts, onClose})
  useLayoutEffect(adoptPanelStyles, [])

  const {attempt} = loading
  // From here to the end of the hand-over the element must stay the same: it may be sending what was asked.
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    if (isReady) return undefined
    const giveUp = () => dispatch({type: 'failed', error: createErrorState('network', texts.notLoaded)})
    const timer = setTimeout(giveUp, PATIENCE)
    return () => clearTimeout(timer)
  }, [isReady, attempt, dispatch, texts.notLoaded])

  // Only opening, and asking for it to be open, moves the focus. On a phone it goes to the sheet, not into a field: the keyboard would cover the sheet.
  const moveFocus = useRef(() => {})
  useLayoutEffect(() => {
    moveFocus.current = () => {
      if (isRestored) return
      if (isSheet) panel.current?.focus()
      else if (isInitialized) chat.current?.focus()
      else draft.current?.focus()
    }
  })
  useEffect(() => {
    if (isOpen) moveFocus.current()
  }, [isOpen, requests])

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
    moveFocus.current()
  }
  const chip = page.about && <ContextChip about={page.about} texts={texts} onRemove={removePage} />
  const Chat = loading.value
  const [next] = questions.waiting
  const announced = session.leftQuestion ?? (isLoading ? next?.text : undefined)

  return createPortal(
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes a dialog from anywhere in it.
    <section
      ref={panel}
      id={PANEL_ID}
      role="dialog"
      aria-label={texts.assistantName}
      aria-modal={isSheet || undefined}
      tabIndex={-1}
      hidden={!isOpen}
      className="chatkit-panel"
      data-position={options.position}
      data-docked={dock.isDocked || undefined}
      onKeyDown={(event) => closeOnEscape(event, onClose)}
    >
      {dock.isDocked && <DockHandle dock={dock} label={texts.resize} />}
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
            {label: texts.hide, onSelect: onHide},
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
    </section>,
    document.body,
  )
}

/** Whoever has a use for Escape first (a running answer, a menu, an input method) says so by preventing its default. */
function closeOnEscape(event: KeyboardEvent, onClose: () => void): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
  event.preventDefault()
  onClose()
}
