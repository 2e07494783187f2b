import type {ReactNode} from 'react'
import type {PanelTexts} from './texts.ts'

export interface ContextChipProps {
  about: string
  texts: PanelTexts
  onRemove: () => void
}

/** Says which part of the page travels with the question, at the composer's top edge. */
export function ContextChip({about, texts, onRemove}: ContextChipProps): ReactNode {
  return (
    <div className="chatkit-context">
      <svg viewBox="0 0 24 24" width="14" height="14" aria-hidden="true">
        <path d="M6 2h8l5 5v15H6zM14 2v5h5M9 13h6M9 17h6" />
      </svg>
      <span>
        {texts.askingAbout} <b>{about}</b>
      </span>
      <button type="button" className="chatkit-remove" aria-label={texts.leavePageOut} onClick={onRemove}>
        <svg viewBox="0 0 24 24" width="14" height="14" aria-hidden="true">
          <path d="M6 6l12 12M18 6 6 18" />
        </svg>
      </button>
    </div>
  )
}
