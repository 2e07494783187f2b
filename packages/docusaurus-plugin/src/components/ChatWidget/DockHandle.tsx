import type {KeyboardEvent, PointerEvent, ReactNode} from 'react'
import {clampWidth, DOCK_WIDTH, showWidth, type Dock} from './useDock.ts'

export interface DockHandleProps {
  dock: Dock
  label: string
}

/** How far (px) an arrow key moves the edge. */
const STEP = 20

/** The docked panel's edge to the page, by which it is made wider or narrower, with a pointer or the arrow keys. */
export function DockHandle({dock, label}: DockHandleProps): ReactNode {
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    const handle = event.currentTarget
    const isRight = standsRight(handle)
    let {width} = dock
    const onMove = ({clientX}: globalThis.PointerEvent) => {
      width = clampWidth(isRight ? document.documentElement.clientWidth - clientX : clientX)
      showWidth(width)
    }
    const onEnd = () => {
      handle.removeEventListener('pointermove', onMove)
      handle.removeEventListener('lostpointercapture', onEnd)
      dock.setWidth(width)
    }
    handle.setPointerCapture(event.pointerId)
    handle.addEventListener('pointermove', onMove)
    handle.addEventListener('lostpointercapture', onEnd)
    handle.focus()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const outwards = standsRight(event.currentTarget) ? 'ArrowLeft' : 'ArrowRight'
    const inwards = outwards === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
    const widths: {[key: string]: number} = {
      [outwards]: dock.width + STEP,
      [inwards]: dock.width - STEP,
      Home: DOCK_WIDTH.min,
      End: DOCK_WIDTH.max,
    }
    const width = widths[event.key]
    if (width === undefined) return
    event.preventDefault()
    dock.setWidth(width)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- A separator that can be moved is a widget.
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={DOCK_WIDTH.min}
      aria-valuemax={DOCK_WIDTH.max}
      aria-valuenow={dock.width}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- The same.
      tabIndex={0}
      className="chatkit-resize"
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  )
}

/** Whether the panel is at the window's right edge, which depends on the direction of writing. */
function standsRight(handle: HTMLElement): boolean {
  const {left, right} = (handle.parentElement ?? handle).getBoundingClientRect()
  return left + right > document.documentElement.clientWidth
}
