import {isStopword} from './words.ts'

/** What correcting has to know of the words that a text uses. */
export interface Spellings {
  has(word: string): boolean
  /** Words that may be near: those with the same first letter and about as many letters. */
  like(word: string): Iterable<string>
  /** How often a word is used; decides between two that are as near. */
  count(word: string): number
}

/** Shorter words have too many neighbours that mean something else. */
const MIN_LENGTH = 5
/** A pasted log has hundreds of words that no text uses, and what stands far down in it is not searched for anyway. */
const MOST_CORRECTED = 8
const MOST_CHARACTERS = 4_000

/**
 * A question with each word that the text never uses replaced by one that it does use and that is one slip away: with two,
 * "underwater" would be "underrated". What is written like a name, with a capital inside a sentence or with digits, stays, for another name is no slip.
 */
export function correctSpelling(question: string, spellings: Spellings): string {
  let unknown = 0
  const head = question.slice(0, MOST_CHARACTERS)
  const corrected = head.replace(/[\p{L}\p{N}]+/gu, (written, at: number) => {
    const word = written.toLowerCase()
    const isName = written !== word && (at > 0 || /^.+\p{Lu}/u.test(written))
    if (isName || word.length < MIN_LENGTH || !/^[a-z]+$/.test(word)) return written
    if (isStopword(word) || spellings.has(word) || unknown >= MOST_CORRECTED) return written
    unknown += 1
    return nearestWord(word, spellings) ?? written
  })
  return corrected + question.slice(MOST_CHARACTERS)
}

function nearestWord(word: string, spellings: Spellings): string | null {
  let best: {word: string; count: number} | null = null
  for (const other of spellings.like(word)) {
    if (isStopword(other) || !isOneSlip(word, other)) continue
    const count = spellings.count(other)
    if (count > (best?.count ?? 0)) best = {word: other, count}
  }
  return best?.word ?? null
}

/** Whether one letter left out, put in, exchanged or swapped with its neighbour makes one word of the other. */
export function isOneSlip(a: string, b: string): boolean {
  if (a.length > b.length) return isOneSlip(b, a)
  let from = 0
  while (from < a.length && a[from] === b[from]) from += 1
  const [restA, restB] = [a.slice(from), b.slice(from)]
  if (restB.length === restA.length + 1) return restA === restB.slice(1)
  if (restB.length !== restA.length || restA === '') return false
  const isExchanged = restA.slice(1) === restB.slice(1)
  const isSwapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
  return isExchanged || isSwapped
}
