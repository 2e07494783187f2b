import {lazy} from '../lazy.tsx'
import {useController} from '../scope.ts'

const HistoryPanel = lazy(async () => (await import('./HistoryPanel.tsx')).HistoryPanel)

/** The list of past chats, loaded when it is first asked for. */
export const History = () => (useController().history.value.open ? <HistoryPanel /> : null)
