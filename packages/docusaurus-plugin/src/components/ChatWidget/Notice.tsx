import type {ReactNode} from 'react'
import type {ErrorState} from './state.ts'

export interface NoticeProps {
  error: ErrorState
  retryLabel: string
  onRetry: () => void
}

/** One sentence about what went wrong, and the one thing to do about it. */
export function Notice({error, retryLabel, onRetry}: NoticeProps): ReactNode {
  return (
    <div className="chatkit-notice" role="alert">
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
        <circle cx="12" cy="12" r="9" />
        <path d="M12 7.5v5M12 16.2v.3" />
      </svg>
      <span>{error.message}</span>
      {error.retryable && (
        <button type="button" className="chatkit-retry" onClick={onRetry}>
          {retryLabel}
        </button>
      )}
    </div>
  )
}
