import type {ShownPassage} from '../agent/tool-output.ts'
import type {Name} from '../text/definition.ts'
import {namesOf} from '../text/subject.ts'
import {headedBy, isAbout} from './define.ts'
import type {Unit} from './units.ts'

const MAX_SENTENCES = 2

/**
 * Passages that only say what their heading is, as a glossary's do, where something else is asked. They are short and therefore
 * high in rank, but "how many iterations does it need" is not answered by what it is.
 *
 * @param subject the names of the one thing asked about, if there is one
 */
export function findEntries(units: readonly Unit[], subject: readonly Name[]): Set<ShownPassage> {
  const entries = new Set<ShownPassage>()
  const others = new Set<ShownPassage>()
  for (const {passage, order, kind} of units) if (order >= MAX_SENTENCES || kind !== 'sentence') others.add(passage)
  for (const unit of units) {
    const {passage} = unit
    if (unit.order !== 0 || others.has(passage) || headedBy(passage.heading, subject).length > 0) continue
    if (isAbout(unit, namesOf(passage.heading))) entries.add(passage)
  }
  return entries
}
