import {correctSpelling} from '../text/near-word.ts'
import {unifySpelling} from '../text/spelling.ts'
import {stem} from '../text/stem.ts'

/**
 * A question in the site's own spelling. The same for every engine.
 *
 * @param frequency passages that have a stem
 * @param like the site's words with the same first letter and about as many letters: a slip leaves both nearly as they were
 */
export function correctQuestion(
  question: string,
  frequency: (stem: string) => number,
  like: (word: string) => Iterable<string>,
): string {
  const count = (word: string): number => frequency(stem(unifySpelling(word)))
  return correctSpelling(question, {has: (word) => count(word) > 0, like, count})
}
