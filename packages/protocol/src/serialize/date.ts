const WITH_OFFSET = /[+-]\d{2}:?\d{2}$/

/**
 * Writes a time as UTC with `Z`. A deliberate difference from openai-chatkit 1.6.5, which writes naive local times: a browser takes those
 * for the reader's own time zone. A time without offset is taken as UTC; what is no time at all stays as it is.
 */
export function toUtc(time: string | Date): string {
  if (typeof time === 'string' && time.endsWith('Z')) return time
  const date = typeof time === 'string' && !WITH_OFFSET.test(time) ? new Date(`${time}Z`) : new Date(time)
  if (!Number.isNaN(date.getTime())) return date.toISOString()
  return String(time)
}
