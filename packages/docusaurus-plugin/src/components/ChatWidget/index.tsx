import {useLocation} from '@docusaurus/router'
import {useCallback, useEffect, useMemo, useRef, useState, type ComponentType, type ReactNode} from 'react'
import type {ChatKitGlobalData} from '../../options.ts'
import {getLoadedPanel, loadPanel, prefetchPanel} from './loadPanel.ts'
import type {PanelProps} from './Panel.tsx'
import {PANEL_ID, PRESSED_ID} from './panelId.ts'
import {createTabStorage} from './storage.ts'
import styles from './styles.module.css'
import {useOpenRequests} from './useOpenRequests.ts'
import {useShortcut} from './useShortcut.ts'
import {useSingleInstance} from './useSingleInstance.ts'
import {useTypeAhead} from './useTypeAhead.ts'

export interface ChatWidgetProps {
  options: ChatKitGlobalData
  /** The button's texts. All others come with the panel. */
  labels: {open: string; newAnswer: string; notLoaded: string}
}

/** How long (ms) the panel's chunk may take before the reader is told. */
const PATIENCE = 10_000

/**
 * The floating button, and the panel once it was asked for. This file is part of every page, so it holds no more than it
 * takes to open; whatever the panel needs comes with the panel.
 */
export default function ChatWidget(props: ChatWidgetProps): ReactNode {
  return useSingleInstance() ? <Widget {...props} /> : null
}

function Widget({options, labels}: ChatWidgetProps): ReactNode {
  const storage = useMemo(() => createTabStorage(options.siteRoot), [options])
  const [isOpen, setOpen] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const [Panel, setPanel] = useState<ComponentType<PanelProps>>()
  const [hasUnread, setUnread] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const opener = useRef<Element | null>(null)
  const [isRestored, setRestored] = useState(false)
  const [isHidden, setHidden] = useState(false)
  const [requests, setRequests] = useState<readonly unknown[]>([])
  const isWaiting = isOpen && !Panel && !hasFailed
  const typed = useTypeAhead(isWaiting && !isRestored, button)

  const open = useCallback(() => {
    const focused = document.activeElement
    if (!focused?.closest(`#${PANEL_ID}`)) opener.current = focused
    setRestored(false)
    setOpen(true)
    setFailed(false)
    storage.setItem('open', '1')
    setUnread(false)
    const show = (module: {default: ComponentType<PanelProps>}) => setPanel(() => module.default)
    // With the chunk here already the panel is in the very next frame.
    const loaded = getLoadedPanel()
    if (loaded) show(loaded)
    else {
      const fail = () => setFailed(true)
      loadPanel().then(show, fail)
      // The chunk is not given up with that: it may still arrive, and then the panel opens.
      setTimeout(fail, PATIENCE)
    }
  }, [storage])

  const close = useCallback(() => {
    setOpen(false)
    storage.removeItem('open')
  }, [storage])

  const pressed = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const isPressed = isPopoverOpen(pressed.current)
    button.current?.removeAttribute('popovertarget')
    setHidden(!!storage.getItem('hidden'))
    if (!isPressed && !storage.getItem('open')) return
    open()
    setRestored(!isPressed)
  }, [open, storage])

  const {search} = useLocation()
  useEffect(() => {
    // The panel reads the question, and takes it out of the address.
    if (options.askLinks !== false && /[?&]ask=/.test(search)) open()
  }, [open, options, search])

  useShortcut(options.shortcutName, PANEL_ID, isOpen ? close : open)

  const request = useCallback(
    (detail: unknown) => {
      setRequests((former) => [...former, detail])
      open()
    },
    [open],
  )
  useOpenRequests(request)

  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        style={isHidden ? {display: 'none'} : undefined}
        data-position={options.position}
        data-label={labels.open}
        data-unread={hasUnread || undefined}
        aria-label={hasUnread ? `${labels.open}. ${labels.newAnswer}` : labels.open}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-busy={isWaiting}
        aria-controls={Panel && PANEL_ID}
        popoverTarget={PRESSED_ID}
        popoverTargetAction="show"
        aria-keyshortcuts={options.shortcutName}
        onClick={open}
        onPointerEnter={() => prefetchPanel(options.element)}
        onFocus={() => prefetchPanel(options.element)}
      >
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path d="M21 12a8 8 0 0 1-8 8H4l1.6-3.2A8 8 0 1 1 21 12Z" />
          <path d="M9.5 10h7M9.5 14h4" />
        </svg>
      </button>
      {/* Before any script runs the browser itself notes a press here, by opening a popover that is never drawn. */}
      <span ref={pressed} id={PRESSED_ID} popover="manual" className={styles.pressed} />
      {isOpen && !Panel && hasFailed && (
        <p role="alert" className={styles.failure} data-position={options.position}>
          {labels.notLoaded}
        </p>
      )}
      {Panel && (
        <Panel
          options={options}
          isOpen={isOpen}
          storage={storage}
          requests={requests}
          typed={typed}
          isRestored={isRestored}
          opener={opener}
          button={button}
          onClose={close}
          isHidden={isHidden}
          onHide={() => {
            setHidden(!isHidden)
            if (isHidden) return storage.removeItem('hidden')
            storage.setItem('hidden', '1')
            close()
          }}
          onUnread={() => setUnread(true)}
        />
      )}
    </>
  )
}

function isPopoverOpen(element: Element | null): boolean {
  try {
    return element?.matches(':popover-open') ?? false
  } catch {
    // An unknown selector, so a browser without popovers.
    return false
  }
}
