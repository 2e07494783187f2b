import {useCallback, useMemo} from 'preact/hooks'
import {Markdown, type MarkdownLink} from '../../markdown/index.ts'
import {joinParts} from '../../state/select.ts'
import type {AssistantMessageItem, Entry} from '../../state/types.ts'
import {createPart, usePart} from '../../part.tsx'
import {useScope} from '../scope.ts'
import {observe} from '../observe.tsx'

/** Markers, their place in the text and the list of sources. */
export const citations = createPart(() => import('../citations/parts.tsx'))

/** The assistant's words: Markdown with numbered citations, and the sources below once all of it is here. */
export const AssistantMessage = observe(({entry, item}: {entry: Entry; item: AssistantMessageItem}) => {
  const {onLink, imageDomains} = useScope()
  const {text, annotations} = useMemo(() => joinParts(item), [item])
  const cited = usePart(citations, annotations.length > 0)
  const domains = imageDomains.value
  const onLinkClick = useCallback((event: MouseEvent, link: MarkdownLink) => onLink(event, link.href, null), [onLink])
  return (
    <div class="assistant" part="assistant-message">
      <Markdown
        text={text}
        annotations={annotations}
        streaming={!entry.done}
        onLinkClick={onLinkClick}
        {...cited?.citing}
        {...(domains ? {allowedImageDomains: domains} : {})}
      />
      {entry.done && cited ? <cited.Sources annotations={annotations} /> : null}
    </div>
  )
})
