import {stem} from './stem.ts'
import {isStopword, stemSet, words} from './words.ts'

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

const DEFINES = /\b(?:is|are|means?|refers? to|describes?|is called|stands for|consists? of|defines?|denotes?)\b/i

/** Whether a sentence says what `head` is: "A topic is …" has it before the verb, near the start. */
export function isDefinitionOf(head: string, sentence: string): boolean {
  const verb = DEFINES.exec(sentence)
  return verb !== null && verb.index <= 80 && stemSet(sentence.slice(0, verb.index)).has(head)
}
