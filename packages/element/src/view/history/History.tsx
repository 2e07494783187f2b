import type {ComponentType} from 'preact'
import {useEffect, useState} from 'preact/hooks'
import {useController} from '../scope.ts'

/** Loads the list of past chats when it is first asked for. */
export const History = () => {
  const {history} = useController()
  const [Panel, setPanel] = useState<{component: ComponentType} | null>(null)
  const {open} = history.value
  useEffect(() => {
    if (!open || Panel) return
    let wanted = true
    void import('./HistoryPanel.tsx').then(({HistoryPanel}) => {
      if (wanted) setPanel({component: HistoryPanel})
    })
    return () => {
      wanted = false
    }
  }, [open, Panel])
  return open && Panel ? <Panel.component /> : null
}
