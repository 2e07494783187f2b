import {translate} from '@docusaurus/Translate'
import {openChat, PRESSED_ID} from '@theme/ChatKit/openChat'
import type {ChatKitNavbarItemProps} from '@theme/NavbarItem/ChatKitNavbarItem'
import {useEffect, useRef, type ReactNode} from 'react'
import styles from './ChatKitNavbarItem.module.css'

/** The navbar's way to the assistant: `{type: 'custom-chatKit', label: 'Ask', position: 'right'}`. */
export default function ChatKitNavbarItem(props: ChatKitNavbarItemProps): ReactNode {
  const {label, className = '', mobile = false, isDropdownItem = false, onClick} = props
  const button = useRef<HTMLButtonElement>(null)
  // As for the floating button: before any script runs the browser itself notes a press.
  useEffect(() => button.current?.removeAttribute('popovertarget'), [])
  const item = (
    <button
      ref={button}
      type="button"
      className={`clean-btn ${chooseLook(mobile, isDropdownItem)} ${className}`}
      popoverTarget={PRESSED_ID}
      popoverTargetAction="show"
      onClick={() => {
        onClick?.()
        openChat()
      }}
    >
      {label ??
        translate({
          id: 'theme.chatkit.button.ask',
          message: 'Ask the assistant',
          description: 'Chat button of a nameless assistant',
        })}
    </button>
  )
  if (mobile) return <li className="menu__list-item">{item}</li>
  return isDropdownItem ? <li>{item}</li> : item
}

function chooseLook(isMobile: boolean, isDropdownItem: boolean): string {
  if (isMobile) return `${styles['entry']} menu__link`
  return isDropdownItem ? `${styles['option']} dropdown__link` : `${styles['item']} navbar__item navbar__link`
}
