import type {ReactNode} from 'react'
import {ComposerChip} from './ComposerChip.tsx'
import type {PanelTexts} from './texts.ts'

export interface ContextChipProps {
  about: string
  /** Version and language of the page, or ''. */
  edition: string
  texts: PanelTexts
  onRemove: () => void
}

/** Says which part of the page travels with the question. */
export function ContextChip({about, edition, texts, onRemove}: ContextChipProps): ReactNode {
  return (
    <ComposerChip
      className="chatkit-context"
      icon="M6 2h8l5 5v15H6zM14 2v5h5M9 13h6M9 17h6"
      removeLabel={texts.leavePageOut}
      onRemove={onRemove}
    >
      <span>
        {texts.askingAbout} <b>{about}</b>
      </span>
      {edition && <small>{edition}</small>}
    </ComposerChip>
  )
}
