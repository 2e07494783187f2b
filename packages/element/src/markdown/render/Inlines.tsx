import {Component} from 'preact'
import type {Mark} from '../marks.ts'
import type {Inline} from '../inline/ast.ts'
import type {Piece} from '../inline/parser.ts'
import {type Run, fromSource} from '../parse/ast.ts'
import {renderNodes} from './InlineNodes.tsx'
import {type Shared, type View, isSameList} from './view.ts'

type PieceProps = {piece: Piece; text: string; marks: readonly Mark[]; view: View}

const withMarks = ({piece: {nodes, start, end}, text, marks, view}: PieceProps): readonly Inline[] =>
  marks.length === 0 ? nodes : (view.placeCitations?.(nodes, {text, start, end, marks}) ?? nodes)

/**
 * A part of a very long run, rendered once. It is a block of its own: browsers lay out all lines of a block when one grows, which
 * in a paragraph of 100 KB takes longer than a frame.
 */
class PieceView extends Component<PieceProps> {
  override shouldComponentUpdate(next: PieceProps): boolean {
    const {piece, marks, view} = this.props
    return next.piece !== piece || next.view !== view || !isSameMarks(next.marks, marks)
  }

  render(props: PieceProps) {
    return <span class="part">{renderNodes(withMarks(props), {view: props.view})}</span>
  }
}

const isSameMarks = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  isSameList(
    a.map(({group}) => group),
    b.map(({group}) => group),
  )

/** The inline content of a paragraph, heading or cell. */
export const Inlines = ({run, view, cites}: Shared & {run: Run}) => {
  const pieces = view.runs.parse(run)
  const marks = view.renderCitation ? cites.map((group) => ({at: fromSource(run, group.index), group})) : []
  const {text} = run
  const [only] = pieces
  if (only && pieces.length === 1) return renderNodes(withMarks({piece: only, text, marks, view}), {view})
  const lastStart = pieces.at(-1)?.start ?? 0
  return pieces.map((piece) => {
    const own = marks.filter(
      ({at}) => (at > piece.start || piece.start === 0) && (at <= piece.end || piece.start === lastStart),
    )
    return <PieceView key={piece.start} piece={piece} text={text} marks={own} view={view} />
  })
}
