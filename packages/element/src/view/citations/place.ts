interface Box {
  readonly left: number
  readonly top: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

const GAP = 6
const EDGE = 8

/** Where the card goes, in px of the viewport: above its marker, below it where there is no room, never past an edge. */
export function placeCard(
  anchor: Box,
  card: Pick<Box, 'width' | 'height'>,
  viewport: {readonly width: number; readonly height: number},
): {left: number; top: number} {
  const centred = anchor.left + anchor.width / 2 - card.width / 2
  const left = Math.max(EDGE, Math.min(centred, viewport.width - card.width - EDGE))
  const above = anchor.top - card.height - GAP
  return {left, top: above >= EDGE ? above : anchor.bottom + GAP}
}
