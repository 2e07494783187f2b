import type {ComponentChildren} from 'preact'
import type {Translate} from '../../i18n/index.ts'
import type {CitationGroup} from '../citations.ts'
import type {DefinitionIndex} from '../definitions.ts'
import type {RunParser} from '../inline/runs.ts'
import type {PlaceCitations} from '../marks.ts'
import type {MarkdownLink} from '../types.ts'

/** What all parts of one rendered text share. A new object renders everything again, so it changes only with the options. */
export type View = {
  runs: RunParser
  definitions: DefinitionIndex
  t: Translate
  allowedImageDomains: readonly string[]
  renderCitation: ((group: CitationGroup) => ComponentChildren) | undefined
  placeCitations: PlaceCitations | undefined
  onLinkClick: ((event: MouseEvent, link: MarkdownLink) => void) | undefined
}

/** Handed from block to block: the citations in it, and the definitions' revision that it is rendered at. */
export type Shared = {view: View; revision: number; cites: readonly CitationGroup[]}

export const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && a.every((item, i) => item === b[i]))
