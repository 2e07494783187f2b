import type {ComponentChildren} from 'preact'
import type {Image, Inline, Link, NoteReference} from '../inline/ast.ts'
import {isAllowedImage, toSafeLink} from '../url.ts'
import {Formula} from './Formula.tsx'
import {followNote, noteId, referenceId} from './notes.ts'
import type {View} from './view.ts'

type Context = {view: View; inLink?: boolean}

const LinkNode = ({
  href,
  title,
  children,
  view,
}: Pick<Link, 'href' | 'title'> & {children: ComponentChildren; view: View}) => {
  const link = toSafeLink(href, document.baseURI)
  if (!link) return <span>{children}</span>
  const newTab = link.external ? {target: '_blank', rel: 'noopener noreferrer'} : {}
  return (
    <a href={link.href} title={title || undefined} {...newTab} onClick={(event) => view.onLinkClick?.(event, link)}>
      {children}
    </a>
  )
}

const ImageNode = ({image, view, inLink = false}: Context & {image: Image}) => {
  const {src, alt, title} = image
  const name = alt || title || src
  if (isAllowedImage(src, document.baseURI, view.allowedImageDomains)) {
    const safe = toSafeLink(src, document.baseURI)
    return (
      <img
        src={safe?.href}
        alt={alt}
        title={title || undefined}
        loading="lazy"
        decoding="async"
        referrerpolicy="no-referrer"
      />
    )
  }
  if (inLink) return <span>{name}</span>
  return (
    <LinkNode href={src} title={title} view={view}>
      {name}
    </LinkNode>
  )
}

const NoteNode = ({label, view}: Pick<NoteReference, 'label'> & {view: View}) => {
  const note = view.definitions.note(label)
  if (!note) return <sup class="note-reference">{label}</sup>
  const {number} = note
  return (
    <sup class="note-reference">
      <a
        id={referenceId(number)}
        href={`#${noteId(number)}`}
        aria-label={view.t('footnote', {number})}
        onClick={(event) => followNote(event, noteId(number))}
      >
        {number}
      </a>
    </sup>
  )
}

const renderNode = (node: Inline, context: Context): ComponentChildren => {
  const {view} = context
  switch (node.type) {
    case 'text':
      return node.value
    case 'em':
      return <em key={node.start}>{renderNodes(node.children, context)}</em>
    case 'strong':
      return <strong key={node.start}>{renderNodes(node.children, context)}</strong>
    case 'del':
      return <del key={node.start}>{renderNodes(node.children, context)}</del>
    case 'code':
      return <code key={node.start}>{node.value}</code>
    case 'break':
      return <br key={node.start} />
    case 'math':
      return node.pending ? null : (
        <Formula key={node.start} tex={node.tex} display={node.display} label={view.t('formula')} />
      )
    case 'link':
      return (
        <LinkNode key={node.start} href={node.href} title={node.title} view={view}>
          {renderNodes(node.children, {view, inLink: true})}
        </LinkNode>
      )
    case 'image':
      return <ImageNode key={node.start} image={node} {...context} />
    case 'note':
      return <NoteNode key={node.start} label={node.label} view={view} />
    default:
      return view.renderCitation?.(node.group)
  }
}

/** Inline nodes as elements. */
export const renderNodes = (nodes: readonly Inline[], context: Context): ComponentChildren =>
  nodes.map((node) => renderNode(node, context))
