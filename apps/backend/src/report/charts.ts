import {escapeHtml} from './escape-html.ts'
import {formatCount, formatMs} from './format.ts'
import type {LatencyStep, Report} from './summary.ts'

const HEIGHT = 200
/** Room for the numbers on the left and the dates below, in pixels. */
const LEFT = 40
const BOTTOM = 22
const TOP = 10

interface Bar {
  /** Said when the bar is pointed at, and to screen readers. */
  readonly title: string
  /** Under the bar; '' = nothing. */
  readonly label: string
  /** From the bottom up. */
  readonly parts: readonly {readonly value: number; readonly className: string}[]
}

/** Questions a day or a week, those without an answer on top of the others. */
export function drawTimeline({step, steps}: Report['timeline']): string {
  const every = Math.ceil(steps.length / 5)
  const bars = steps.map(({start, answered, unanswered, other}, index): Bar => {
    const rest = other === 0 ? '' : `, ${formatCount(other)} stopped or failed`
    return {
      title: `${step === 'week' ? 'Week of ' : ''}${start}: ${formatCount(answered)} answered, ${formatCount(unanswered)} not in the text${rest}`,
      label: index % every === 0 ? writeDay(start) : '',
      parts: [
        {value: answered, className: 'answered'},
        {value: unanswered, className: 'unanswered'},
        {value: other, className: 'other'},
      ],
    }
  })
  return drawBars(bars, `Questions a ${step}`)
}

/** How long readers waited for the first words. */
export function drawLatency(steps: readonly LatencyStep[]): string {
  const bars = steps.map(({upTo, answers}, index): Bar => {
    const before = steps[index - 1]?.upTo ?? 0
    const range = upTo === null ? `more than ${formatMs(before)}` : `up to ${formatMs(upTo)}`
    return {
      title: `${range}: ${formatCount(answers)} answers`,
      label: upTo === null ? 'more' : `${upTo / 1_000} s`,
      parts: [{value: answers, className: 'answered'}],
    }
  })
  return drawBars(bars, 'Time until the first words')
}

/** Widths are in percent and heights in pixels, so that bars grow with the page and text does not. */
function drawBars(bars: readonly Bar[], title: string): string {
  const ticks = readTicks(Math.max(1, ...bars.map(sumOf)))
  const most = ticks.at(-1) ?? 1
  const room = HEIGHT - TOP - BOTTOM
  const y = (value: number): number => round(HEIGHT - BOTTOM - (value / most) * room)
  const grid = ticks.map(
    (tick) =>
      `<line x1="0" x2="100%" y1="${y(tick)}" y2="${y(tick)}"/><text class="tick" x="-8" y="${y(tick) + 4}">${formatCount(tick)}</text>`,
  )
  const width = 100 / bars.length
  const drawn = bars.map((bar, index) => {
    let below = 0
    const parts = bar.parts.map(({value, className}) => {
      const [top, bottom] = [y(below + value), y(below)]
      below += value
      const x = round(index * width + width * 0.14)
      return value === 0
        ? ''
        : `<rect class="${className}" x="${x}%" y="${top}" width="${round(width * 0.72)}%" height="${round(Math.max(1, bottom - top))}"/>`
    })
    const label =
      bar.label === ''
        ? ''
        : `<text class="label" x="${round((index + 0.5) * width)}%" y="${HEIGHT - 5}">${escapeHtml(bar.label)}</text>`
    // The whole column can be pointed at, not only what of it is coloured.
    const column = `<rect class="column" x="${round(index * width)}%" y="${TOP}" width="${round(width)}%" height="${room}"/>`
    return `<g><title>${escapeHtml(bar.title)}</title>${column}${parts.join('')}${label}</g>`
  })
  return `<svg class="chart" role="img" aria-label="${escapeHtml(title)}" height="${HEIGHT}"><svg x="${LEFT}" class="plot"><g class="grid">${grid.join('')}</g>${drawn.join('')}</svg></svg>`
}

/** Round numbers from 0 to at least `most`, four or five of them. */
function readTicks(most: number): number[] {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power)
  return Array.from({length: Math.ceil(most / step) + 1}, (_, index) => index * step)
}

function sumOf({parts}: Bar): number {
  return parts.reduce((sum, {value}) => sum + value, 0)
}

/** `24 Nov` of `2026-11-24`. */
function writeDay(day: string): string {
  return new Date(day).toLocaleDateString('en-GB', {day: 'numeric', month: 'short', timeZone: 'UTC'})
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
