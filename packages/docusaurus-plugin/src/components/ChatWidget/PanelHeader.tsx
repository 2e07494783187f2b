import type {ReactNode} from 'react'
import type {PanelTexts} from './texts.ts'

export interface PanelHeaderProps {
  texts: PanelTexts
  /** Without it there is no menu. */
  onMenu?: () => void
  onClose: () => void
}

/** The panel's title and what closes it, where the element does not draw them itself. */
export function PanelHeader({texts, onMenu, onClose}: PanelHeaderProps): ReactNode {
  return (
    <header className="chatkit-header">
      {onMenu && (
        <button type="button" className="chatkit-close" aria-label={texts.more} aria-haspopup="menu" onClick={onMenu}>
          <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
            <path d="M5 12h.01M12 12h.01M19 12h.01" />
          </svg>
        </button>
      )}
      <span className="chatkit-title">{texts.assistantName}</span>
      <button type="button" className="chatkit-close" aria-label={texts.close} onClick={onClose}>
        <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
          <path d="M6 6l12 12M18 6 6 18" />
        </svg>
      </button>
    </header>
  )
}
