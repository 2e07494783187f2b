import {extraTexts} from '../i18n/en-extras.ts'
import {addTexts} from '../i18n/index.ts'
import {Markdown} from '../markdown/index.ts'
import {noticeStyles} from '../styles/notices.ts'
import {addStyles} from '../styles/sheet.ts'
import {noticeAria} from './aria.ts'
import {IconButton} from './IconButton.tsx'
import {Icon} from './icons/Icon.tsx'
import {useController} from './scope.ts'
import {observe} from './observe.tsx'

addTexts(extraTexts)
addStyles(noticeStyles)

/** Banners that the server sent with the latest answer. */
export const Notices = observe(() => {
  const {chat, t, dismissNotice} = useController()
  return (
    <>
      {chat.value.notices.map((notice, index) => (
        <div key={index} class="notice" data-level={notice.level} {...noticeAria(notice.level)}>
          <Icon name={notice.level === 'info' ? 'info' : 'warning'} />
          <div class="notice-body">
            {notice.title ? <p class="notice-title">{notice.title}</p> : null}
            <Markdown text={notice.message} />
          </div>
          <IconButton icon="close" label={t.value('dismiss')} onClick={() => dismissNotice(index)} />
        </div>
      ))}
    </>
  )
})
