import type {Entry, UserMessageItem} from '../../state/types.ts'
import {useController} from '../scope.ts'
import {observe} from '../observe.tsx'

/** The reader's question that a turn answers; null if there is none, or the server has not confirmed it. */
export function questionOf(entries: readonly Entry[]): UserMessageItem | null {
  const item = entries.find(({local}) => !local)?.item
  return item?.type === 'user_message' ? item : null
}

/** True if the turn's answer broke off. Without any answer only the owner's word tells that there should be one. */
export function isUnfinished(entries: readonly Entry[], expectsAnswer: boolean): boolean {
  if (entries[entries.length - 1]?.failed) return true
  return expectsAnswer && entries.every(({item}) => item.type === 'user_message' || item.type === 'end_of_turn')
}

const textOf = ({content}: UserMessageItem): string => content.map(({text}) => text).join('')

/**
 * Stands below a question that the reader has asked past. It is asked again at the end of the conversation: answering it where it
 * stands (`threads.retry_after_item`) would take away all that came after.
 */
export const Unfinished = observe(({question}: {question: UserMessageItem}) => {
  const {chat, t, sendMessage} = useController()
  const {items} = chat.value
  const from = items.findIndex(({item}) => item.id === question.id)
  const text = textOf(question)
  if (items.some(({item}, index) => index > from && item.type === 'user_message' && textOf(item) === text)) return null
  const {content, quoted_text: reply, attachments, inference_options: options} = question
  const askAgain = () =>
    void sendMessage({
      content,
      attachments: attachments ?? [],
      ...(reply ? {reply} : {}),
      ...(options?.tool_choice ? {toolChoice: options.tool_choice} : {}),
      ...(options?.model ? {model: options.model} : {}),
    })
  return (
    <p class="not-sent" part="unfinished">
      {t.value('unfinished')}
      <button type="button" class="link" onClick={askAgain}>
        {t.value('retry')}
      </button>
    </p>
  )
})
