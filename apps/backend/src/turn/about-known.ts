import type {ThreadItem} from 'chatkit-protocol'
import {isFollowUp} from '../extractive/resolve-question.ts'
import type {PageContext} from './page.ts'

/** Asks for what is there already in another form. Its other words ("French", "a poem") are none of the site's. */
const IN_ANOTHER_FORM =
  /^(?:(?:please|now|can you|could you|would you) )*(?:translate|summari[sz]e|rephrase|reword|shorten|simplify|repeat|explain|say|write|put) (?:it|this|that|these|those|them|(?:your|the) (?:last )?answer)\b|^(?:اس|اسے|یہ|ان|جواب)(?!\p{L}).*(?:ترجمہ|خلاصہ|مختصر|آسان|دوبارہ)/iu

/**
 * Whether a question can be answered though no search finds anything for it: it points to what the reader has marked, or to an
 * answer that had its sources ("Translate that into French").
 *
 * @param items what was said before it, oldest first
 */
export function isAboutKnown(
  question: string,
  {selection}: Pick<PageContext, 'selection'>,
  items: readonly ThreadItem[],
): boolean {
  if (!IN_ANOTHER_FORM.test(question.trim()) && !isFollowUp(question)) return false
  if (selection !== undefined) return true
  const last = items.findLast((item) => item.type === 'assistant_message')
  return last?.content.some(({annotations}) => annotations.length > 0) ?? false
}
