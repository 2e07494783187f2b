import {answerTexts} from '../../i18n/en-answer.ts'
import {addTexts} from '../../i18n/index.ts'
import {insertCitations} from '../../markdown/cite.ts'
import type {CitationGroup} from '../../markdown/index.ts'
import {citationStyles} from '../../styles/citations.ts'
import {addStyles} from '../../styles/sheet.ts'
import {CitationMarker} from './CitationMarker.tsx'

export {Sources} from './Sources.tsx'

addTexts(answerTexts)
addStyles(citationStyles)

/** What Markdown needs to show citations. One object for all messages: a new one would render every cited block again. */
export const citing = {
  renderCitation: (group: CitationGroup) => <CitationMarker group={group} />,
  placeCitations: insertCitations,
}
