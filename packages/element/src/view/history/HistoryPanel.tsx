import {historyTexts} from '../../i18n/en-history.ts'
import {addTexts} from '../../i18n/index.ts'
import {useEffect, useRef} from 'preact/hooks'
import {historyStyles} from '../../styles/history.ts'
import {addStyles} from '../../styles/sheet.ts'
import {IconButton} from '../IconButton.tsx'
import {useController} from '../scope.ts'
import {groupByDay} from './group.ts'
import {ThreadRow} from './ThreadRow.tsx'
import {observe} from '../observe.tsx'

addTexts(historyTexts)
addStyles(historyStyles)

/** The reader's past chats, in place of the conversation. */
export const HistoryPanel = observe(() => {
  const {history, t, hideHistory, reloadHistory} = useController()
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => back.current?.focus(), [])
  const {status, threads} = history.value
  return (
    <div class="history" part="history">
      <header class="header">
        <IconButton icon="back" label={t.value('back')} onClick={hideHistory} size={18} buttonRef={back} />
        <h2 class="title">{t.value('history')}</h2>
      </header>
      <div class="history-list">
        {status === 'loading' && threads.length === 0 ? (
          <p class="status" data-late>
            <span class="shimmer">{t.value('loading')}</span>
          </p>
        ) : null}
        {status === 'failed' ? (
          <div class="error" role="alert">
            <p>{t.value('historyFailed')}</p>
            <button type="button" class="button" onClick={reloadHistory}>
              {t.value('retry')}
            </button>
          </div>
        ) : null}
        {status === 'ready' && threads.length === 0 ? <p class="empty">{t.value('historyEmpty')}</p> : null}
        {groupByDay(threads, new Date()).map((group) => (
          <section key={group.key}>
            <h3 class="history-day">{t.value(group.key)}</h3>
            <ul>
              {group.threads.map((thread) => (
                <li key={thread.id}>
                  <ThreadRow thread={thread} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  )
})
