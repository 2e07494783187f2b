import type {Note} from '../parse/ast.ts'

export const isInNote = ({start, end}: Note, index: number): boolean => index > start && index <= end

/** Ids are looked up inside the element's own shadow root, so they need to be unique only there, and a link to them needs help. */
export const noteId = (number: number): string => `md-note-${number}`
export const referenceId = (number: number): string => `md-note-reference-${number}`

/** Goes to a note of the same text or back: a fragment in the address bar cannot reach into a shadow root. */
export const followNote = (event: MouseEvent, id: string): void => {
  event.preventDefault()
  const from = event.currentTarget
  const text = from instanceof Element ? from.closest('[data-markdown]') : null
  const target = text?.querySelector<HTMLElement>(`#${id}`)
  target?.scrollIntoView({block: 'nearest'})
  target?.focus({preventScroll: true})
}
