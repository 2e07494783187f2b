import {useEffect} from 'preact/hooks'
import {answerTexts} from '../../i18n/en-answer.ts'
import {addTexts} from '../../i18n/index.ts'
import {queueStyles} from '../../styles/queue.ts'
import {addStyles} from '../../styles/sheet.ts'
import {useController} from '../scope.ts'
import {observe} from '../observe.tsx'

addTexts(answerTexts)
addStyles(queueStyles)

/** What was asked while an answer was under way. Each can be taken back into the composer until it is sent. */
export const Queue = observe(() => {
  const {composer, t, announcement, unqueue} = useController()
  const {queue} = composer.value
  const hint = t.value('queued')
  useEffect(() => {
    announcement.value = hint
  }, [announcement, queue.length, hint])
  return (
    <div class="queue" part="queue">
      <p>{hint}</p>
      <ol>
        {queue.map(({text}, index) => (
          <li key={index}>
            <span dir="auto">{text}</span>
            <button type="button" class="link" onClick={() => unqueue(index)}>
              {t.value('unqueue')}
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
})
