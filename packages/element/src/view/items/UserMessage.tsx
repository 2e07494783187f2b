import type {Entry, UserMessageItem} from '../../state/types.ts'
import {isRightToLeft} from '../../i18n/index.ts'
import {groupAria, speakerAria} from '../aria.ts'
import {Icon} from '../icons/Icon.tsx'
import {useScope} from '../scope.ts'
import {observe} from '../observe.tsx'

export const Quote = ({text}: {text: string}) => (
  <blockquote class="quote" dir="auto">
    {text}
  </blockquote>
)

/** The reader's words, as plain text with tags as chips. */
export const UserMessage = observe(({entry, item}: {entry: Entry; item: UserMessageItem}) => {
  const {controller, offered: offer} = useScope()
  const {t, retry} = controller
  const act = offer.value
  // Loading the thread will tell whether it was sent: sending it again by itself could ask it twice.
  const failed = entry.local?.status === 'failed' && act?.kind !== 'load'
  // The error below the latest message has the button already.
  const offered = act?.kind === 'resend' && act.key === entry.key
  const attachments = item.attachments ?? []
  const text = item.content.map((part) => part.text).join('')
  return (
    <div class="user" part="user-message">
      <h3 {...speakerAria}>{t.value('youSaid')}</h3>
      {item.quoted_text ? <Quote text={item.quoted_text} /> : null}
      {attachments.length > 0 ? (
        <div class="files" {...groupAria(t.value('attachments'))}>
          {attachments.map((attachment) => (
            <span key={attachment.id} class="chip">
              <Icon name="file" size={14} />
              {attachment.name}
            </span>
          ))}
        </div>
      ) : null}
      {item.content.length > 0 ? (
        <p class="bubble" dir={isRightToLeft(text, t.value.language) ? 'rtl' : 'auto'} data-failed={failed}>
          {item.content.map((part, index) =>
            part.type === 'input_tag' ? (
              <span key={index} class="tag">
                @{part.text}
              </span>
            ) : (
              part.text
            ),
          )}
        </p>
      ) : null}
      {failed ? (
        <p class="not-sent">
          {t.value('notSent')}
          {offered ? null : (
            <button type="button" class="link" onClick={() => retry({kind: 'resend', key: entry.key})}>
              {t.value('retry')}
            </button>
          )}
        </p>
      ) : null}
    </div>
  )
})
