import type {ComponentChild} from 'preact'
import {isRightToLeft} from '../../i18n/index.ts'
import type {Block, Heading, Item, List, Run} from '../parse/ast.ts'
import {CodeBlock} from './CodeBlock.tsx'
import {Formula} from './Formula.tsx'
import {Inlines} from './Inlines.tsx'
import {Siblings} from './Siblings.tsx'
import {TableView} from './TableView.tsx'
import type {Shared, View} from './view.ts'

/** Inside a container the direction is the container's, and each paragraph still orders its own words. */
type Direction = 'auto' | 'rtl' | undefined

const directionFor = (run: Run, view: View, otherwise: Direction): Direction =>
  isRightToLeft(run.text, view.t.language) ? 'rtl' : otherwise

/** An item's line may stand in it without a paragraph around it, and then the item has its direction. */
const directionOfItem = ({children: [first]}: Item, view: View): Direction =>
  first?.type === 'paragraph' ? directionFor(first.run, view, undefined) : undefined

/** `tight`: an item's paragraph that stands without space around it. */
type Place = {dir: Direction; tight?: boolean}

/** Below the page's, the chat's (h2) and the speaker's (h3). */
const HEADINGS = ['h4', 'h5', 'h6'] as const

const HeadingView = ({heading, dir, ...shared}: Shared & {heading: Heading; dir: Direction}) => {
  const Tag = HEADINGS[heading.depth - 1] ?? 'h6'
  return (
    <Tag dir={directionFor(heading.run, shared.view, dir)} class={`heading-${heading.level}`}>
      <Inlines run={heading.run} {...shared} />
    </Tag>
  )
}

const Pills = ({cites, view}: Shared) =>
  cites.length > 0 && view.renderCitation ? <p class="citations">{cites.map(view.renderCitation)}</p> : null

const ItemView = ({item, loose, ...shared}: Shared & {item: Item; loose: boolean}) => {
  const {task, children} = item
  return (
    <li class={task && 'task'} dir={directionOfItem(item, shared.view)}>
      {task && <input type="checkbox" disabled checked={task === 'done'} aria-label={shared.view.t('task')} />}
      <Siblings nodes={children} renderOne={loose ? renderInner : renderTight} variant={loose} {...shared} />
      {children.length === 0 && <Pills {...shared} />}
    </li>
  )
}

const ListView = ({list, dir, ...shared}: Shared & {list: List; dir: Direction}) => {
  const {first, loose, children} = list
  const items = (
    <Siblings
      nodes={children}
      renderOne={(item, inner) => <ItemView item={item} loose={loose} {...inner} />}
      variant={loose}
      {...shared}
    />
  )
  // The side of the markers is the items'.
  const side = children.some((item) => directionOfItem(item, shared.view)) ? 'rtl' : dir
  if (first === undefined) return <ul dir={side}>{items}</ul>
  return (
    <ol dir={side} start={first === 1 ? undefined : first}>
      {items}
    </ol>
  )
}

const renderBlock = (block: Block, shared: Shared, {dir, tight = false}: Place): ComponentChild => {
  switch (block.type) {
    case 'paragraph': {
      const content = <Inlines run={block.run} {...shared} />
      return tight ? content : <p dir={directionFor(block.run, shared.view, dir)}>{content}</p>
    }
    case 'heading':
      return <HeadingView heading={block} dir={dir} {...shared} />
    case 'quote':
      return (
        <blockquote dir={dir}>
          <Siblings nodes={block.children} renderOne={renderInner} {...shared} />
          {block.children.length === 0 && <Pills {...shared} />}
        </blockquote>
      )
    case 'list':
      return <ListView list={block} dir={dir} {...shared} />
    case 'item':
      return <ItemView item={block} loose {...shared} />
    case 'table':
      return <TableView table={block} {...shared} />
    case 'rule':
      return withPills(<hr />, shared)
    case 'html':
      return withPills(
        <p class="html" dir={dir}>
          {block.text}
        </p>,
        shared,
      )
    case 'code': {
      const {text, language, closed} = block
      return withPills(<CodeBlock text={text} language={language} closed={closed} t={shared.view.t} />, shared)
    }
    default:
      return withPills(
        block.pending ? (
          <div class="formula-pending" />
        ) : (
          <Formula tex={block.tex} display label={shared.view.t('formula')} />
        ),
        shared,
      )
  }
}

/** For blocks that hold no line of text in which a pill could stand. */
const withPills = (content: ComponentChild, shared: Shared): ComponentChild => (
  <>
    {content}
    <Pills {...shared} />
  </>
)

export const renderOuter = (block: Block, shared: Shared): ComponentChild => renderBlock(block, shared, {dir: 'auto'})
export const renderInner = (block: Block, shared: Shared): ComponentChild =>
  renderBlock(block, shared, {dir: undefined})
const renderTight = (block: Block, shared: Shared): ComponentChild =>
  renderBlock(block, shared, {dir: undefined, tight: true})
