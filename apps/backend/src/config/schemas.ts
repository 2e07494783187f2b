import {z} from 'zod'

/** A whole number within bounds, both included. */
export const whole = (from: number, to: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to))

/** A URL of one of the schemes, each with its colon. */
export const urlOf = (...schemes: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol))

export const httpUrl = urlOf('http:', 'https:')

/** A key or a name: nothing that a shell or a paste has broken. */
export const word = z.string().regex(/^\S+$/)

/** Entries between commas, without space around them; empty ones are left out. */
export function splitList(value: string): string[] {
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
}
