import {getPanelTexts} from '@theme/ChatKit/translations'
import {useLayoutEffect, useReducer, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject} from 'react'
import {createPortal} from 'react-dom'
import type {ChatKitGlobalData} from '../../options.ts'
import {CONSENT_ID, ConsentForm} from './ConsentForm.tsx'
import {Conversation} from './Conversation.tsx'
import {DockHandle} from './DockHandle.tsx'
import {PANEL_ID} from './panelId.ts'
import {adoptPanelStyles} from './panelStyles.ts'
import {initialState, reduce} from './state.ts'
import type {TabStorage} from './storage.ts'
import {configureTexts} from './texts.ts'
import {useAskLinks} from './useAskLinks.ts'
import {useConsent} from './useConsent.ts'
import {useDock} from './useDock.ts'
import {useFocusReturn} from './useFocusReturn.ts'
import {useOwnerEvents} from './useOwnerEvents.ts'
import {useSheet} from './useSheet.ts'

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
  /** What had the focus when the panel was opened. */
  opener: RefObject<Element | null>
  button: RefObject<HTMLElement | null>
  onClose: () => void
  /** The button is away. */
  isHidden: boolean
  /** Takes the button away for the rest of the visit, or brings it back. */
  onHide: () => void
  /** An answer has ended while the panel was closed. */
  onUnread: () => void
}

/**
 * The panel: a dialog in a corner of the page, beside it or over it, that holds the conversation, or before it the question
 * whether there may be one. It stays mounted when it is closed, so that an answer goes on.
 */
export default function Panel(props: PanelProps): ReactNode {
  const {options, isOpen, storage, typed, isRestored, onClose, onHide, onUnread} = props
  const [state, dispatch] = useReducer(reduce, initialState)
  const [texts] = useState(() => configureTexts(getPanelTexts(), options.texts))
  const panel = useRef<HTMLElement>(null)
  useOwnerEvents(panel, isOpen, state)
  const isSheet = useSheet(panel, isOpen)
  const dock = useDock({initial: options.panel ?? 'floating', isOpen, side: options.position, storage})
  useAskLinks(options.askLinks)
  const isRequired = options.texts.consent !== undefined
  const consent = useConsent({isRequired, isOpen, storage, requests: props.requests})
  const {requests} = consent
  useLayoutEffect(adoptPanelStyles, [])
  useFocusReturn(isOpen, props.opener, props.button)

  return createPortal(
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes a dialog from anywhere in it.
    <section
      ref={panel}
      id={PANEL_ID}
      role="dialog"
      aria-label={texts.assistantName}
      aria-describedby={consent.isGiven ? undefined : CONSENT_ID}
      aria-modal={isSheet || undefined}
      tabIndex={-1}
      hidden={!isOpen}
      className="chatkit-panel"
      data-position={options.position}
      data-docked={dock.isDocked || undefined}
      onKeyDown={(event) => closeOnEscape(event, onClose)}
    >
      {dock.isDocked && <DockHandle dock={dock} label={texts.resize} />}
      {consent.isGiven ? (
        <Conversation
          options={options}
          texts={texts}
          panel={panel}
          dock={dock}
          isSheet={isSheet}
          isOpen={isOpen}
          isRestored={isRestored && !consent.isFresh}
          storage={storage}
          requests={requests}
          typed={typed}
          state={state}
          dispatch={dispatch}
          onClose={onClose}
          isHidden={props.isHidden}
          onHide={onHide}
          onUnread={onUnread}
        />
      ) : (
        <ConsentForm
          texts={texts}
          consent={consent}
          panel={panel}
          isOpen={isOpen}
          isRestored={isRestored}
          onClose={onClose}
        />
      )}
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
