import {call, type Said} from '../dialects.ts'

export const ANSWER = 'A topic is a named channel. Every subscriber gets each message.'
export const REFUSAL = 'I can’t help with that.'

/** The answer as a model writes it, with its markers. */
export const PIECES = ['A topic is a named ', 'channel [', '1', '].', ' Every subscriber gets each message [1].']

/** A call of the search. */
export const search = (query: string, id?: string) => call('search_textbook', {query}, id)

/** A model that searches before it answers. */
export const SEARCHES: readonly Said[] = [{calls: [search('service request')]}, {text: PIECES}]
