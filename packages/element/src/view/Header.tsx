import {useRef} from 'preact/hooks'
import {IconButton} from './IconButton.tsx'
import {useController} from './scope.ts'

/** Title at the start, new chat and history at the end, and the page's own button on either side. */
export const Header = () => {
  const {options, chat, history, t, openThread, showHistory} = useController()
  const historyButton = useRef<HTMLButtonElement>(null)
  const {header, history: historyOption, frameTitle} = options.value
  if (!header.enabled) return null
  const {thread, items} = chat.value
  const title = header.title?.text ?? thread?.title ?? frameTitle
  return (
    <header class="header" part="header">
      {header.leftAction ? (
        <IconButton
          icon={{named: header.leftAction.icon}}
          label={t.value('headerAction', {name: header.leftAction.icon.replace(/-/g, ' ')})}
          onClick={header.leftAction.onClick}
          size={18}
        />
      ) : null}
      <h2 class="title" dir="auto">
        {header.titleEnabled ? title : null}
      </h2>
      {thread || items.length > 0 ? (
        <IconButton icon="compose" label={t.value('newChat')} onClick={() => void openThread(null)} size={18} />
      ) : null}
      {historyOption.enabled ? (
        <IconButton
          icon="history"
          label={t.value('history')}
          expanded={history.value.open}
          onClick={showHistory}
          size={18}
          buttonRef={historyButton}
        />
      ) : null}
      {header.rightAction ? (
        <IconButton
          icon={{named: header.rightAction.icon}}
          label={t.value('headerAction', {name: header.rightAction.icon.replace(/-/g, ' ')})}
          onClick={header.rightAction.onClick}
          size={18}
        />
      ) : null}
    </header>
  )
}
