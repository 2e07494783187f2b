import type {Source} from 'chatkit-protocol'
import type {CitationGroup} from '../../markdown/index.ts'
import {citationAria} from '../aria.ts'
import {useScope} from '../scope.ts'
import {SourceLink} from './SourceLink.tsx'
import {markerText} from './source.ts'
import {observe} from '../observe.tsx'

/** Long enough to move the pointer from the marker onto the card. */
const CLOSE_DELAY_MS = 160

const Mark = observe(({source, number}: {source: Source; number: number}) => {
  const {citation, controller, id} = useScope()
  const open = (event: {currentTarget: EventTarget | null}) => {
    if (event.currentTarget instanceof HTMLElement) citation.value = {source, number, anchor: event.currentTarget}
  }
  const close = (event: {currentTarget: EventTarget | null}) => {
    const anchor = event.currentTarget
    setTimeout(() => {
      const shown = citation.peek()
      if (shown?.anchor !== anchor || shown?.anchor.getRootNode() === null) return
      if (!shown.anchor.matches(':hover') && !hovered(shown.anchor, id)) citation.value = null
    }, CLOSE_DELAY_MS)
  }
  const shown = citation.value?.source === source && citation.value.number === number
  return (
    <SourceLink
      source={source}
      class="cite"
      attributes={{
        ...citationAria(controller.t.value, number, source.title, shown ? `${id}-card` : null),
        onPointerEnter: (event) => {
          if (event.pointerType === 'mouse') open(event)
        },
        onPointerLeave: close,
        onFocus: open,
        onBlur: close,
      }}
    >
      {markerText(source, number)}
    </SourceLink>
  )
})

const hovered = (anchor: HTMLElement, id: string): boolean => {
  const root = anchor.getRootNode()
  return root instanceof ShadowRoot && root.getElementById(`${id}-card`)?.matches(':hover') === true
}

/** The raised numbers at one place of the text. Each is a link of its own with the title as its name. */
export const CitationMarker = ({group}: {group: CitationGroup}) => (
  <span class="cites" dir="ltr">
    {group.annotations.map((annotation, index) => (
      <Mark key={group.numbers[index]} source={annotation.source} number={group.numbers[index] ?? index + 1} />
    ))}
  </span>
)
