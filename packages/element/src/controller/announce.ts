import {listSources} from '../markdown/index.ts'
import {joinParts} from '../state/select.ts'
import type {Context} from './context.ts'

/** Longer answers are announced without their text: nobody can skip within a live region. */
const MAX_SPOKEN = 600

/** What a screen reader would stumble over: marks of emphasis, code and headings, and the addresses of links. */
function toSpeech(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#>|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Says, once, that the answer is complete, how many sources it has, and a short answer's text. */
export function announceAnswer(context: Context): void {
  const state = context.chat.peek()
  const item = state.items.findLast((entry) => entry.item.type !== 'end_of_turn')?.item
  if (state.error || item?.type !== 'assistant_message') return
  const {text, annotations} = joinParts(item)
  const count = listSources(annotations).length
  const t = context.t.peek()
  const ready = count > 0 ? t('answerReadySources', {count}) : t('answerReady')
  context.announcement.value = text.length <= MAX_SPOKEN ? `${ready} ${toSpeech(text)}` : ready
}
