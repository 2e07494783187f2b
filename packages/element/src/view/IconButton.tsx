import type {Ref} from 'preact'
import {buttonAria} from './aria.ts'
import type {CoreIcon} from './icons/core.ts'
import {Icon} from './icons/Icon.tsx'
import {NamedIcon} from './icons/NamedIcon.tsx'

interface IconButtonProps {
  label: string
  icon: CoreIcon | {named: string}
  onClick: (event: MouseEvent) => void
  pressed?: boolean
  expanded?: boolean
  size?: number
  buttonRef?: Ref<HTMLButtonElement>
}

/** A quiet button of 28 px that takes touches within 44 px. */
export const IconButton = ({label, icon, onClick, pressed, expanded, size = 16, buttonRef}: IconButtonProps) => (
  <button
    type="button"
    class="icon-button"
    title={label}
    onClick={onClick}
    {...(buttonRef ? {ref: buttonRef} : {})}
    {...buttonAria(label, {
      ...(pressed === undefined ? {} : {pressed}),
      ...(expanded === undefined ? {} : {expanded}),
    })}
  >
    {typeof icon === 'string' ? <Icon name={icon} size={size} /> : <NamedIcon name={icon.named} size={size} />}
  </button>
)
