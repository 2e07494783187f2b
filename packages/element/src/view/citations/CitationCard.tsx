import {useLayoutEffect, useRef} from 'preact/hooks'
import {cardAria} from '../aria.ts'
import {useScope} from '../scope.ts'
import {placeCard} from './place.ts'
import {sourcePlace} from './source.ts'
import {observe} from '../observe.tsx'

/** Title, place and excerpt of the source whose marker has the pointer or the focus. In the top layer: no panel cuts it off. */
export const CitationCard = observe(() => {
  const {citation, id} = useScope()
  const ref = useRef<HTMLDivElement>(null)
  const shown = citation.value
  useLayoutEffect(() => {
    const card = ref.current
    if (!card || !shown) return
    // Browsers without popovers show the card all the same, only not above everything else.
    if ('showPopover' in card && !card.matches(':popover-open')) card.showPopover()
    const {left, top} = placeCard(shown.anchor.getBoundingClientRect(), card.getBoundingClientRect(), {
      width: innerWidth,
      height: innerHeight,
    })
    card.style.left = `${left}px`
    card.style.top = `${top}px`
  }, [shown])
  if (!shown) return null
  const {source} = shown
  const place = sourcePlace(source)
  return (
    <div
      class="card"
      ref={ref}
      popover="manual"
      {...cardAria(`${id}-card`)}
      onPointerLeave={() => {
        citation.value = null
      }}
    >
      <p class="card-title" dir="auto">
        {source.title}
      </p>
      {place ? (
        <p class="card-place" dir="auto">
          {place}
        </p>
      ) : null}
      {source.description ? (
        <p class="card-text" dir="auto">
          {source.description}
        </p>
      ) : null}
    </div>
  )
})
