import {useCallback, useMemo} from 'preact/hooks'
import {Markdown, type MarkdownLabels, type MarkdownLink} from '../../markdown/index.ts'
import {joinParts} from '../../state/select.ts'
import type {AssistantMessageItem, Entry} from '../../state/types.ts'
import type {Translate} from '../../i18n/index.ts'
import {createPart, usePart} from '../../part.tsx'
import {useScope} from '../scope.ts'
import {observe} from '../observe.tsx'

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

/** Markers, their place in the text and the list of sources. */
export const citations = createPart(() => import('../citations/parts.tsx'))

/** The assistant's words: Markdown with numbered citations, and the sources below once all of it is here. */
export const AssistantMessage = observe(({entry, item}: {entry: Entry; item: AssistantMessageItem}) => {
  const {controller, onLink, imageDomains} = useScope()
  const {text, annotations} = useMemo(() => joinParts(item), [item])
  const cited = usePart(citations, annotations.length > 0)
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
        codeLabels={labels}
        onLinkClick={onLinkClick}
        {...cited?.citing}
        {...(domains ? {allowedImageDomains: domains} : {})}
      />
      {entry.done && cited ? <cited.Sources annotations={annotations} /> : null}
    </div>
  )
})
