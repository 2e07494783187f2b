import {Component} from 'preact'
import {type Translate, TranslateContext} from '../i18n/index.ts'
import {lazy} from '../part.tsx'
import type {CitationGroup} from './citations.ts'
import {groupCitations} from './citations.ts'
import {reuseGroups} from './marks.ts'
import {DefinitionIndex} from './definitions.ts'
import {areNamesMissing, loadRareNames} from './inline/entities.ts'
import {RunParser} from './inline/runs.ts'
import {MarkdownDocument} from './parse/document.ts'
import {renderOuter} from './render/BlockView.tsx'
import {isInNote} from './render/notes.ts'
import {CodeTools} from './render/CodeBlock.tsx'
import {Siblings} from './render/Siblings.tsx'
import type {View} from './render/view.ts'
import type {MarkdownProps} from './types.ts'

const Notes = lazy(async () => (await import('./render/Notes.tsx')).Notes)

/** Fetches what many answers need and a page without one does not. */
export const preloadParts = () => Promise.all([Notes.preload(), CodeTools.preload()])

const NO_DOMAINS: readonly string[] = []
const NO_ANNOTATIONS: NonNullable<MarkdownProps['annotations']> = []

/**
 * Renders Markdown that may still be arriving. An update costs what is new: finished blocks are neither parsed nor compared again.
 * Text becomes elements by Preact alone; nothing is ever parsed as HTML.
 */
export class Markdown extends Component<MarkdownProps> {
  static override contextType = TranslateContext
  #document = new MarkdownDocument()
  readonly #definitions = new DefinitionIndex()
  readonly #runs = new RunParser(this.#definitions)
  #isWaiting = false
  #seenRevision = 0
  #groups: readonly CitationGroup[] = []
  #view: View | undefined

  override componentDidMount(): void {
    this.#awaitNames()
  }

  override componentDidUpdate(): void {
    this.#awaitNames()
  }

  /** Reads the text again when the names of rare characters have come. */
  #awaitNames(): void {
    if (this.#isWaiting || !areNamesMissing()) return
    this.#isWaiting = true
    void loadRareNames().then((loaded) => {
      if (!loaded) return
      this.#document = new MarkdownDocument()
      this.#runs.forget()
      this.setState({})
    })
  }

  render({text, streaming = false, annotations = NO_ANNOTATIONS}: MarkdownProps) {
    const parsed = this.#document.update(text, streaming)
    this.#definitions.update(parsed)
    const {revision} = this.#definitions
    if (revision !== this.#seenRevision) this.#runs.forget()
    this.#seenRevision = revision
    this.#groups = reuseGroups(this.#groups, groupCitations(annotations))
    const shared = {view: this.#updateView(), revision, cites: this.#groups}
    const {notes} = this.#definitions
    const inText = this.#groups.filter(({index}) => !notes.some(({note}) => isInNote(note, index)))
    const {blocks} = parsed
    return (
      <div class="md" data-markdown>
        <Siblings nodes={blocks} renderOne={renderOuter} {...shared} cites={inText} />
        {blocks.length === 0 && this.props.renderCitation && inText.map(this.props.renderCitation)}
        {notes.length > 0 && <Notes {...shared} />}
      </div>
    )
  }

  /** The shared options, the same object as long as they are. */
  #updateView(): View {
    const {allowedImageDomains = NO_DOMAINS, renderCitation, placeCitations, onLinkClick} = this.props
    const view = this.#view
    const runs = this.#runs
    const definitions = this.#definitions
    const t = this.context as Translate
    const isSame =
      view?.renderCitation === renderCitation &&
      view?.onLinkClick === onLinkClick &&
      view?.allowedImageDomains.join() === allowedImageDomains.join() &&
      view.t === t
    if (view && isSame) return view
    this.#view = {runs, definitions, t, allowedImageDomains, renderCitation, placeCitations, onLinkClick}
    return this.#view
  }
}
