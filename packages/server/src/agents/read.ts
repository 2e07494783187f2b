/** Reading values whose shape a model's server decides. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function readString(record: Record<string, unknown>, key: string): string | undefined {
  const value = record[key]
  return typeof value === 'string' ? value : undefined
}

export function readNumber(record: Record<string, unknown>, key: string): number | undefined {
  const value = record[key]
  return typeof value === 'number' ? value : undefined
}

export function readArray(record: Record<string, unknown>, key: string): unknown[] {
  const value = record[key]
  return Array.isArray(value) ? value : []
}

/** More parts than any message has: what a server says beyond it would be made up for part by part. */
const MOST_PARTS = 1000

/** A place in a list. 0 for what can be none. */
export function readIndex(record: Record<string, unknown>, key: string): number {
  const value = readNumber(record, key) ?? 0
  return Number.isInteger(value) && value >= 0 && value < MOST_PARTS ? value : 0
}
