import {useRef} from 'preact/hooks'
import type {Translate} from '../i18n/index.ts'
import {IconButton} from './IconButton.tsx'
import {useController} from './scope.ts'
import {observe} from './observe.tsx'

/** The options give the page's own buttons an icon and no name, so the icon's first word tells what the button is for. */
function nameOf(icon: string, t: Translate): string {
  const word = icon.split('-')[0] ?? ''
  const capital = word.charAt(0).toUpperCase() + word.slice(1)
  return t(`header${capital}`) || capital
}

/** Title at the start, new chat and history at the end, and the page's own button on either side. */
export const Header = observe(() => {
  const {options, chat, history, t, openThread, showHistory} = useController()
  const historyButton = useRef<HTMLButtonElement>(null)
  const {header, history: historyOption, frameTitle} = options.value
  if (!header.enabled) return null
  const {thread, items} = chat.value
  const title = header.title?.text ?? thread?.title ?? frameTitle ?? t.value('title')
  return (
    <header class="header" part="header">
      {header.leftAction ? (
        <IconButton
          icon={{named: header.leftAction.icon}}
          label={nameOf(header.leftAction.icon, t.value)}
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
          label={nameOf(header.rightAction.icon, t.value)}
          onClick={header.rightAction.onClick}
          size={18}
        />
      ) : null}
    </header>
  )
})
