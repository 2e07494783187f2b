/** What begins a note: a rule, which an answer of a few sentences does not end with, and small letters. */
const START = '\n\n---\n\n*'
const END = '*'

/** A note below an answer, apart from it. @param text one line of Markdown */
export function noteOf(text: string): string {
  return `${START}${text}${END}`
}

/** An answer as its author wrote it. A model that is shown the note would learn to write it. */
export function withoutNote(text: string): string {
  const at = text.lastIndexOf(START)
  return at !== -1 && text.endsWith(END) && !text.slice(at + START.length).includes('\n') ? text.slice(0, at) : text
}
