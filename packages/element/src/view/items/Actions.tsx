import {answerTexts} from '../../i18n/en-answer.ts'
import {addTexts} from '../../i18n/index.ts'
import {useEffect, useState} from 'preact/hooks'
import {joinParts} from '../../state/select.ts'
import type {Entry} from '../../state/types.ts'
import {groupAria} from '../aria.ts'
import {IconButton} from '../IconButton.tsx'
import {useController} from '../scope.ts'
import {isUnfinished, questionOf, Unfinished} from './Unfinished.tsx'
import {observe} from '../observe.tsx'

addTexts(answerTexts)
const COPIED_MS = 2000

const copyText = (entries: readonly Entry[]): string =>
  entries
    .map(({item}) => {
      if (item.type === 'assistant_message') return joinParts(item).text
      return item.type === 'widget' ? (item.copy_text ?? '') : ''
    })
    .filter((text) => text !== '')
    .join('\n\n')

const CopyButton = observe(({text}: {text: string}) => {
  const {t, announcement} = useController()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), COPIED_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      announcement.value = t.peek()('copied')
    } catch {
      announcement.value = t.peek()('copyFailed')
    }
  }
  const label = t.value(copied ? 'copied' : 'copy')
  return <IconButton icon={copied ? 'check' : 'copy'} label={label} onClick={() => void copy()} />
})

export interface TurnProps {
  entries: readonly Entry[]
  /** It is the latest turn, whose failure is told below it. */
  last: boolean
}

/** What can be done with an answer. Always visible under the last one, on hover or focus under the others. */
const AnswerActions = observe(({entries, last}: TurnProps) => {
  const {options, ratings, t, rate, retry} = useController()
  const {feedback, retry: retryEnabled} = options.value.actions
  const answers = entries.filter(({item}) => item.type === 'assistant_message' || item.type === 'widget')
  const first = answers[0]
  const text = copyText(answers)
  if (!first || text === '') return null
  const ids = answers.map(({item}) => item.id)
  const rating = ratings.value.get(first.item.id)
  const question = questionOf(entries)
  return (
    <div class="actions" part="actions" {...groupAria(t.value('actions'))}>
      <CopyButton text={text} />
      {feedback ? (
        <>
          <IconButton
            icon="good"
            label={t.value('good')}
            pressed={rating === 'positive'}
            onClick={() => rate(ids, 'positive')}
          />
          <IconButton
            icon="bad"
            label={t.value('bad')}
            pressed={rating === 'negative'}
            onClick={() => rate(ids, 'negative')}
          />
        </>
      ) : null}
      {retryEnabled && last && question ? (
        <IconButton
          icon="retry"
          label={t.value('retryAnswer')}
          onClick={() => retry({kind: 'after', itemId: question.id})}
        />
      ) : null}
    </div>
  )
})

/** What can be done once a turn is over. Another answer to an earlier one would take away all that came after it. */
export const Actions = observe(({entries, last}: TurnProps) => {
  const {options} = useController()
  const question = questionOf(entries)
  return (
    <>
      {!last && question && isUnfinished(entries, options.value.actions.retry) ? (
        <Unfinished question={question} />
      ) : null}
      <AnswerActions entries={entries} last={last} />
    </>
  )
})
