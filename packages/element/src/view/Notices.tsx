import {Markdown} from '../markdown/index.ts'
import {noticeAria} from './aria.ts'
import {IconButton} from './IconButton.tsx'
import {Icon} from './icons/Icon.tsx'
import {useController} from './scope.ts'

/** Banners that the server sent with the latest answer. */
export const Notices = () => {
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
}
