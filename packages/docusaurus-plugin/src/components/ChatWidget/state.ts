/** What went wrong, as the reader is told. */
export interface ErrorState {
  /** A sentence for the reader, already translated. */
  message: string
  type: 'network' | 'backend' | 'session' | 'unknown'
  /** Whether a Try again button makes sense. */
  retryable: boolean
  /** Epoch milliseconds. */
  timestamp: number
}

/** State of the panel's content. Whether it is open is kept beside the button, which is all that a page loads at first. */
export interface PanelState {
  /** The element has taken over from the interim composer. */
  isInitialized: boolean
  /** A session is being created. */
  isConnecting: boolean
  /** An answer is arriving. */
  isLoading: boolean
  error: ErrorState | null
  /** Automatic attempts to load the element since something last worked. Requests that are repeated are not counted. */
  retryCount: number
}

export type WidgetAction =
  | {type: 'initialized'}
  | {type: 'connecting'}
  | {type: 'connected'}
  | {type: 'responding'}
  | {type: 'responded'}
  /** An attempt is repeated by itself. */
  | {type: 'retrying'}
  /** The reader asked for another attempt. */
  | {type: 'restarted'}
  | {type: 'failed'; error: ErrorState}

export const initialState: PanelState = {
  isInitialized: false,
  isConnecting: false,
  isLoading: false,
  error: null,
  retryCount: 0,
}

const CHANGES: {[Type in Exclude<WidgetAction['type'], 'retrying' | 'failed'>]: Partial<PanelState>} = {
  initialized: {isInitialized: true, error: null, retryCount: 0},
  connecting: {isConnecting: true, error: null},
  connected: {isConnecting: false, error: null, retryCount: 0},
  responding: {isLoading: true, error: null},
  responded: {isLoading: false},
  restarted: {error: null, retryCount: 0},
}

/** The panel's state after an action. An error is cleared when a new operation starts. */
export function reduce(state: PanelState, action: WidgetAction): PanelState {
  switch (action.type) {
    case 'retrying':
      return {...state, error: null, retryCount: state.retryCount + 1}
    case 'failed':
      return {...state, isConnecting: false, isLoading: false, error: action.error}
    default:
      return {...state, ...CHANGES[action.type]}
  }
}
