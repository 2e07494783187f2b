import {useCallback, useMemo} from 'preact/hooks'
import {type CitationGroup, Markdown, type MarkdownLabels, type MarkdownLink} from '../../markdown/index.ts'
import {joinParts} from '../../state/select.ts'
import type {AssistantMessageItem, Entry} from '../../state/types.ts'
import type {Translate} from '../../i18n/index.ts'
import {CitationMarker} from '../citations/CitationMarker.tsx'
import {Sources} from '../citations/Sources.tsx'
import {useScope} from '../scope.ts'

export const markdownLabels = (t: Translate): MarkdownLabels => ({
  copy: t('copy'),
  copied: t('copied'),
  copyFailed: t('copyFailed'),
  code: t('codeBlock'),
  codePlain: t('codePlain'),
  table: t('table'),
  formula: t('formula'),
  footnotes: t('footnotes'),
  footnote: t('footnote'),
  backToText: t('backToText'),
  task: t('task'),
})

// One identity for all messages: a new one would make Markdown render every cited block again.
const renderCitation = (group: CitationGroup) => <CitationMarker group={group} />

/** The assistant's words: Markdown with numbered citations, and the sources below once all of it is here. */
export const AssistantMessage = ({entry, item}: {entry: Entry; item: AssistantMessageItem}) => {
  const {controller, onLink, imageDomains} = useScope()
  const {text, annotations} = useMemo(() => joinParts(item), [item])
  const domains = imageDomains.value
  const t = controller.t.value
  const labels = useMemo(() => markdownLabels(t), [t])
  const onLinkClick = useCallback((event: MouseEvent, link: MarkdownLink) => onLink(event, link.href, null), [onLink])
  return (
    <div class="assistant" part="assistant-message">
      <Markdown
        text={text}
        annotations={annotations}
        streaming={!entry.done}
        renderCitation={renderCitation}
        codeLabels={labels}
        onLinkClick={onLinkClick}
        {...(domains ? {allowedImageDomains: domains} : {})}
      />
      {entry.done ? <Sources annotations={annotations} /> : null}
    </div>
  )
}
