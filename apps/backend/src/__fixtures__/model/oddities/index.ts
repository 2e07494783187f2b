import {DIALECTS, type Dialect} from '../dialects.ts'
import {CALLS} from './calls.ts'
import {ENDS} from './ends.ts'
import {FAILURES} from './failures.ts'
import type {Oddity} from './oddity.ts'
import {TEXT} from './text.ts'

/** Each reply of a server, by itself, and how it must end for the reader. Pure data: the same list can be held against any client. */
export const ODDITIES: readonly Oddity[] = [...TEXT, ...CALLS, ...ENDS, ...FAILURES]

/** The list, once for each dialect in which an oddity exists. */
export const ODDITIES_BY_DIALECT: readonly (readonly [Dialect, string, Oddity])[] = DIALECTS.flatMap((dialect) =>
  ODDITIES.filter(({dialects = DIALECTS}) => dialects.includes(dialect)).map(
    (oddity) => [dialect, oddity.name, oddity] as const,
  ),
)
