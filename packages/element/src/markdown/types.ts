import type {ComponentChildren} from 'preact'
import type {Annotation} from 'chatkit-protocol'
import type {CitationGroup} from './citations.ts'
import type {PlaceCitations} from './marks.ts'

/** Where a link of the text leads, told before the browser follows it. */
export type MarkdownLink = {href: string; external: boolean}

export type MarkdownProps = {
  /** Markdown source: CommonMark with GitHub's tables, task lists, strikethrough, autolinks and footnotes, and TeX math. */
  text: string
  /** More text may follow: unfinished syntax at the end is completed or held back instead of shown raw. Default false. */
  streaming?: boolean
  /** Citations by character index into `text`. */
  annotations?: readonly Annotation[]
  /** Renders one pill. Without it citations are not shown. Keep its identity stable: a new function renders every cited block again. */
  renderCitation?: (group: CitationGroup) => ComponentChildren
  /** Puts the pills into the text; it comes with `renderCitation`. */
  placeCitations?: PlaceCitations
  /** Hosts whose images may load, subdomains included ("example.com" also allows "img.example.com"). Same-origin images always may. */
  allowedImageDomains?: readonly string[]
  /** Called before an ordinary click on a link is followed. `preventDefault()` keeps the browser from following it. */
  onLinkClick?: (event: MouseEvent, link: MarkdownLink) => void
}
