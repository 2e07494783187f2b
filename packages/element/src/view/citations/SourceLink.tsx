import type {ComponentChildren} from 'preact'
import type {Source} from 'chatkit-protocol'
import {isSameOrigin} from '../links.ts'
import {useScope} from '../scope.ts'
import {sourceHref} from './source.ts'
import {observe} from '../observe.tsx'

/** What a marker adds to its link: its name, and what opens and closes the card. */
interface MarkerAttributes {
  dir?: 'auto'
  'aria-label'?: string
  'aria-describedby'?: string
  onPointerEnter?: (event: PointerEvent & {currentTarget: EventTarget | null}) => void
  onPointerLeave?: (event: PointerEvent & {currentTarget: EventTarget | null}) => void
  onFocus?: (event: FocusEvent & {currentTarget: EventTarget | null}) => void
  onBlur?: (event: FocusEvent & {currentTarget: EventTarget | null}) => void
}

interface SourceLinkProps {
  class: string
  source: Source
  children: ComponentChildren
  attributes?: MarkerAttributes
}

/** A source as what it is: a real link to its page, a button for an entity that the page handles, or plain text. */
export const SourceLink = observe(({source, class: className, children, attributes = {}}: SourceLinkProps) => {
  const {controller, onLink} = useScope()
  const href = sourceHref(source)
  const onEntity = controller.options.value.entities?.onClick
  if (href !== null) {
    const external = isSameOrigin(href) ? {} : {target: '_blank', rel: 'noopener noreferrer'}
    return (
      <a class={className} href={href} {...external} {...attributes} onClick={(event) => onLink(event, href, source)}>
        {children}
      </a>
    )
  }
  if (source.type === 'entity' && source.interactive && onEntity) {
    const {id, title, icon, group, interactive, data} = source
    const entity = {
      id,
      title,
      interactive,
      data: data as Record<string, string>,
      ...(icon ? {icon} : {}),
      ...(group ? {group} : {}),
    }
    return (
      <button type="button" class={className} {...attributes} onClick={() => onEntity(entity)}>
        {children}
      </button>
    )
  }
  return (
    <span class={className} role="note" tabIndex={0} {...attributes}>
      {children}
    </span>
  )
})
