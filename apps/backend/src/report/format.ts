import type {Percentiles} from './summary.ts'

/** `1,234` */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US')
}

/** `12 %` of the whole; `–` of nothing. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`
}

/** `820 ms`, `1.4 s` */
export function formatMs(value: number): string {
  return value < 1_000 ? `${value} ms` : `${(value / 1_000).toFixed(value < 10_000 ? 1 : 0)} s`
}

/** `p50 120 ms, p95 1.4 s`; `–` of nothing. */
export function formatPercentiles(value: Percentiles | null): string {
  return value === null ? '–' : `p50 ${formatMs(value.p50)}, p95 ${formatMs(value.p95)}`
}

/** `$0.0123`, `$12.30` */
export function formatUsd(value: number): string {
  return `$${value.toFixed(value < 1 ? 4 : 2)}`
}

/** `2026-11-24` of an ISO time. */
export function formatDay(iso: string): string {
  return iso.slice(0, 10)
}
