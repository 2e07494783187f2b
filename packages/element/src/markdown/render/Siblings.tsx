import {Component, type ComponentChild} from 'preact'
import type {CitationGroup} from '../citations.ts'
import {shareCitations} from '../marks.ts'
import {labelsOf} from '../definitions.ts'
import type {Block} from '../parse/ast.ts'
import {type Shared, isSameList} from './view.ts'

/** Siblings that are compared and rendered together: a long list grows by comparing groups, not items. */
const GROUP = 32

type RenderOne<Node> = (node: Node, shared: Shared) => ComponentChild
type Keyed = {start: number}

type GroupProps<Node> = Shared & {
  nodes: readonly Node[]
  shares: ReadonlyArray<readonly CitationGroup[]>
  renderOne: RenderOne<Node>
  /** What else the look of a node depends on. */
  variant: unknown
}

const isBlock = (node: Keyed): node is Block => 'type' in node && node.type !== 'row'

class Group<Node extends Keyed> extends Component<GroupProps<Node>> {
  override shouldComponentUpdate(next: GroupProps<Node>): boolean {
    const {nodes, shares, view, variant} = this.props
    return (
      next.view !== view ||
      next.variant !== variant ||
      !isSameList(next.nodes, nodes) ||
      next.shares.some((share, i) => !isSameList(share, shares[i] ?? [])) ||
      this.#isStale(next)
    )
  }

  render({nodes, shares, view, revision, renderOne, variant}: GroupProps<Node>) {
    return nodes.map((node, i) => (
      <One
        key={node.start}
        node={node}
        view={view}
        revision={revision}
        cites={shares[i] ?? []}
        renderOne={renderOne}
        variant={variant}
      />
    ))
  }

  #isStale({revision, nodes, view}: GroupProps<Node>): boolean {
    const {revision: seen} = this.props
    if (revision === seen) return false
    return nodes.some((node) => isBlock(node) && view.definitions.isStale(labelsOf(node), seen))
  }
}

type OneProps<Node> = Shared & {node: Node; renderOne: RenderOne<Node>; variant: unknown}

class One<Node extends Keyed> extends Component<OneProps<Node>> {
  override shouldComponentUpdate(next: OneProps<Node>): boolean {
    const {node, cites, view, revision, variant} = this.props
    return (
      next.node !== node ||
      next.view !== view ||
      next.variant !== variant ||
      !isSameList(next.cites, cites) ||
      (next.revision !== revision && isBlock(node) && view.definitions.isStale(labelsOf(node), revision))
    )
  }

  render({node, renderOne, view, revision, cites}: OneProps<Node>) {
    return renderOne(node, {view, revision, cites})
  }
}

type Props<Node> = Shared & {nodes: readonly Node[]; renderOne: RenderOne<Node>; variant?: unknown}

/** Blocks, items or rows next to each other. Those that are the same objects as before are not looked at again. */
export const Siblings = <Node extends Keyed>({nodes, cites, view, revision, renderOne, variant}: Props<Node>) => {
  const shares = shareCitations(nodes, view.renderCitation ? cites : [])
  const groups: ComponentChild[] = []
  for (let at = 0; at < nodes.length; at += GROUP) {
    groups.push(
      <Group
        key={at}
        nodes={nodes.slice(at, at + GROUP)}
        shares={shares.slice(at, at + GROUP)}
        cites={cites}
        view={view}
        revision={revision}
        renderOne={renderOne as RenderOne<Keyed>}
        variant={variant}
      />,
    )
  }
  return groups
}
