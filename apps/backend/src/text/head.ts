import {stem} from './stem.ts'
import {isStopword, words} from './words.ts'

const PREPOSITIONS = new Set('of in for on with to from by at between and or when while if'.split(' '))

/** The last content word before a preposition or the end: English puts the head of a noun phrase there. */
export function readHead(text: string): string | null {
  let head: string | null = null
  for (const word of words(text)) {
    if (!isStopword(word)) head = stem(word)
    else if (head !== null && PREPOSITIONS.has(word)) break
  }
  return head
}
