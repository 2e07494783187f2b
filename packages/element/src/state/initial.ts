import type {ChatState} from './types.ts'

/** A new chat: nothing said, nothing running. */
export const initialState: ChatState = {
  thread: null,
  items: [],
  phase: 'idle',
  progress: null,
  allowCancel: true,
  error: null,
  notices: [],
  anchor: null,
  older: null,
}
