import {Component} from 'preact'
import type {CitationGroup} from './citations.ts'
import {groupCitations} from './citations.ts'
import {reuseGroups} from './cite.ts'
import {DefinitionIndex} from './definitions.ts'
import {RunParser} from './inline/runs.ts'
import {defaultLabels} from './labels.ts'
import {MarkdownDocument} from './parse/document.ts'
import {renderOuter} from './render/BlockView.tsx'
import {Notes, isInNote} from './render/Notes.tsx'
import {Siblings} from './render/Siblings.tsx'
import type {View} from './render/view.ts'
import type {MarkdownProps} from './types.ts'

const NO_DOMAINS: readonly string[] = []
const NO_ANNOTATIONS: NonNullable<MarkdownProps['annotations']> = []

/**
 * Renders Markdown that may still be arriving. An update costs what is new: finished blocks are neither parsed nor compared again.
 * Text becomes elements by Preact alone; nothing is ever parsed as HTML.
 */
export class Markdown extends Component<MarkdownProps> {
  private readonly document = new MarkdownDocument()
  private readonly definitions = new DefinitionIndex()
  private readonly runs = new RunParser(this.definitions)
  private seenRevision = 0
  private groups: readonly CitationGroup[] = []
  private view: View | undefined

  render({text, streaming = false, annotations = NO_ANNOTATIONS}: MarkdownProps) {
    const parsed = this.document.update(text, streaming)
    this.definitions.update(parsed)
    const {revision} = this.definitions
    if (revision !== this.seenRevision) this.runs.forget()
    this.seenRevision = revision
    this.groups = reuseGroups(this.groups, groupCitations(annotations))
    const shared = {view: this.updateView(), revision, cites: this.groups}
    const {notes} = this.definitions
    const inText = this.groups.filter(({index}) => !notes.some(({note}) => isInNote(note, index)))
    const {blocks} = parsed
    return (
      <div class="md" data-markdown>
        <Siblings nodes={blocks} renderOne={renderOuter} {...shared} cites={inText} />
        {blocks.length === 0 && this.props.renderCitation && inText.map(this.props.renderCitation)}
        <Notes {...shared} />
      </div>
    )
  }

  /** The shared options, the same object as long as they are. */
  private updateView(): View {
    const {allowedImageDomains = NO_DOMAINS, renderCitation, onLinkClick, codeLabels} = this.props
    const {view, runs, definitions} = this
    const labels = {...defaultLabels, ...codeLabels}
    const isSame =
      view?.renderCitation === renderCitation &&
      view?.onLinkClick === onLinkClick &&
      view?.allowedImageDomains.join() === allowedImageDomains.join() &&
      JSON.stringify(view.labels) === JSON.stringify(labels)
    if (!view || !isSame) this.view = {runs, definitions, labels, allowedImageDomains, renderCitation, onLinkClick}
    return this.view ?? {runs, definitions, labels, allowedImageDomains, renderCitation, onLinkClick}
  }
}
