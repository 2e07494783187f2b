import type {ReactNode} from 'react'

export interface ComposerChipProps {
  className: string
  /** Path of its icon, on 24 × 24. */
  icon: string
  removeLabel: string
  onRemove: () => void
  children: ReactNode
}

/** What goes along with the text, at the composer's top edge. Can be taken out. */
export function ComposerChip({className, icon, removeLabel, onRemove, children}: ComposerChipProps): ReactNode {
  return (
    <div className={className}>
      <Icon path={icon} />
      {children}
      <button type="button" className="chatkit-remove" aria-label={removeLabel} onClick={onRemove}>
        <Icon path="M6 6l12 12M18 6 6 18" />
      </button>
    </div>
  )
}

function Icon({path}: {path: string}): ReactNode {
  return (
    <svg viewBox="0 0 24 24" width="14" height="14" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
