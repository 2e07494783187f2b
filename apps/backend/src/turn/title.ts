import {excerpt} from '../text/clean.ts'

/** A thread's title from its first question: about 60 characters, one line. Null when there is nothing to name it by. */
export function titleOf(question: string): string | null {
  const title = excerpt(question.replace(/[#*_`>[\]]+/g, ' '), 60)
  return title === '' ? null : title
}
