import {openChat} from '@theme/ChatKit/openChat'
import {pageTexts} from '@theme/ChatKit/pageTexts'
import {PRESSED_ID} from '../ChatWidget/panelId.ts'
import {findSelected} from './selectedText.ts'
import {adoptToolStyles} from './toolStyles.ts'

/** How long (ms) a selection rests before the button appears. */
const PAUSE = 250
/** Pixels between the selection and the button. Under a finger the handles of the selection need room. */
const GAP = {fine: 8, coarse: 32}
/** Pixels at the window's edges where the button does not go. */
const MARGIN = 8

/** Shows a button at each text that is selected in an article, which puts the text as a quote into the composer. */
export function startSelectionTool(): void {
  adoptToolStyles()
  const button = createButton(pageTexts.askSelection())
  let quote = ''
  let dismissed = ''
  let isDragging = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const hide = () => {
    clearTimeout(timer)
    if (button.contains(document.activeElement)) button.blur()
    button.remove()
  }
  const show = () => {
    const selected = isDragging || !document.getElementById(PRESSED_ID) ? null : findSelected(document.getSelection())
    // A field that has the focus has a selection of its own; the page's may be an old one.
    if (!selected || selected.text === dismissed) return hide()
    dismissed = ''
    quote = selected.text
    if (!button.isConnected) document.body.append(button)
    place(button, selected.range)
  }
  const schedule = () => {
    clearTimeout(timer)
    timer = setTimeout(show, PAUSE)
  }
  const dismiss = () => {
    dismissed = quote
    hide()
  }

  button.addEventListener('click', () => {
    dismiss()
    openChat({quote})
  })
  // A press would take the selection away.
  button.addEventListener('pointerdown', (event) => event.preventDefault())
  button.addEventListener('mousedown', (event) => event.preventDefault())

  document.addEventListener('selectionchange', () => {
    if (document.getSelection()?.isCollapsed && !button.contains(document.activeElement)) {
      dismissed = ''
      hide()
    } else schedule()
  })
  document.addEventListener('pointerdown', ({pointerType, target}) => {
    isDragging = pointerType === 'mouse' && !(target instanceof Node && button.contains(target))
    if (isDragging) hide()
  })
  for (const type of ['pointerup', 'pointercancel'] as const) {
    document.addEventListener(type, () => {
      if (isDragging) schedule()
      isDragging = false
    })
  }
  document.addEventListener('keydown', (event) => {
    if (!button.isConnected || event.defaultPrevented) return
    if (event.key === 'Escape') {
      event.preventDefault()
      dismiss()
    } else if (event.key === 'Tab' && !event.shiftKey && isFocusNowhere()) {
      // The button stands at the page's end; the reader is at the selection.
      event.preventDefault()
      button.focus({preventScroll: true})
    }
  })
  // Inside a scrolled block the text moves away from under the button.
  document.addEventListener('scroll', ({target}) => target !== document && hide(), {capture: true, passive: true})
  addEventListener('resize', hide)
  schedule()
}

function isFocusNowhere(): boolean {
  const {activeElement, body} = document
  return !activeElement || activeElement === body || activeElement.matches('[tabindex="-1"]')
}

function createButton(label: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'chatkit-selection'
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  for (const [name, value] of Object.entries({viewBox: '0 0 24 24', width: '16', height: '16', 'aria-hidden': 'true'}))
    svg.setAttribute(name, value)
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', 'M21 12a8 8 0 0 1-8 8H4l1.6-3.2A8 8 0 1 1 21 12Z')
  svg.append(path)
  button.append(svg, label)
  return button
}

/** Above the selection's first line; below its last one where that has no room, or where fingers and the browser's own menu are. */
function place(button: HTMLElement, range: Range): void {
  const lines = toLines(Array.from(range.getClientRects()))
  const first = lines[0]
  const last = lines.at(-1)
  if (!first || !last) return
  const isCoarse = matchMedia('(pointer: coarse)').matches
  const {offsetWidth, offsetHeight} = button
  const above = first.top - GAP.fine - offsetHeight
  const isBelow = isCoarse || above < readNavbarHeight() + MARGIN
  const top = isBelow ? last.bottom + (isCoarse ? GAP.coarse : GAP.fine) : above
  const line = isBelow ? last : first
  const center = (line.left + line.right) / 2 - offsetWidth / 2
  const left = Math.max(MARGIN, Math.min(center, document.documentElement.clientWidth - offsetWidth - MARGIN))
  button.style.top = `${top + scrollY}px`
  button.style.left = `${left + scrollX}px`
}

type Line = Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right'>

/** A range has a rectangle for each piece of text between two tags; those beside each other are one line. */
export function toLines(rects: readonly Line[]): Line[] {
  const lines: Line[] = []
  for (const rect of rects) {
    if (rect.right <= rect.left) continue
    const line = lines.at(-1)
    const middle = (rect.top + rect.bottom) / 2
    if (line && middle > line.top && middle < line.bottom) {
      lines[lines.length - 1] = {
        top: Math.min(line.top, rect.top),
        bottom: Math.max(line.bottom, rect.bottom),
        left: Math.min(line.left, rect.left),
        right: Math.max(line.right, rect.right),
      }
    } else lines.push({top: rect.top, bottom: rect.bottom, left: rect.left, right: rect.right})
  }
  return lines
}

function readNavbarHeight(): number {
  return document.querySelector('.navbar')?.getBoundingClientRect().bottom ?? 0
}
